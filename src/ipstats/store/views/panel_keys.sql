-- What can be ranked: one fact over the regions of a level in one period, and how many of them have a figure.
SELECT
  p.id AS panel_id,
  m.code AS metric,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level,
  l.code AS region_level,
  p.year AS year, CAST(p.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(p.year AS TEXT)) AS period,
  p.figures AS figures
FROM panels p
JOIN metrics m ON m.id = p.metric_id
JOIN region_levels l ON l.id = p.level_id
JOIN breakdowns b ON b.id = p.breakdown_id
JOIN period_parts t ON t.id = p.part
WHERE p.figures > 0
