-- Every published statement about figures: a growth, a rank, a change of rank, a share.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  c.year AS year, CAST(c.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(c.year AS TEXT)) AS period,
  m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program,
  c.kind AS kind, c.subject AS subject, c.base_year AS base_year, COALESCE(g.code, '') AS scope_code,
  CASE WHEN c.value % 10000 = 0 THEN c.value / 10000 ELSE c.value / 10000.0 END AS value,
  CASE WHEN c.low % 10000 = 0 THEN c.low / 10000 ELSE c.low / 10000.0 END AS low,
  CASE WHEN c.high % 10000 = 0 THEN c.high / 10000 ELSE c.high / 10000.0 END AS high,
  k.unit AS unit, c.decimals AS decimals, c.published AS published,
  s.code AS source, c.locator AS locator, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en
FROM claims c
JOIN metrics m ON m.id = c.metric_id
JOIN regions r ON r.id = c.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN period_parts t ON t.id = c.part
JOIN breakdowns b ON b.id = c.breakdown_id
JOIN sources s ON s.id = c.source_id
JOIN claim_kinds k ON k.code = c.kind
LEFT JOIN regions g ON g.id = c.scope_id
WHERE c.preferred = 1
