-- The place of each figure among the regions of its level: in the nation, and in each region that holds them.
--
-- Equal figures share a place and the next place is left out (1, 2, 2, 4). `ranked_of` is how many regions
-- have a figure. `ordinal` sorts like `value` and can be found by index.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  p.year AS year, CAST(p.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(p.year AS TEXT)) AS period,
  m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, m.unit AS unit,
  CASE WHEN o.value % m.divisor = 0 THEN o.value / m.divisor ELSE o.value * 1.0 / m.divisor END AS value,
  1 + (SELECT COUNT(*) FROM observations x WHERE x.panel_id = o.panel_id AND x.value > o.value) AS rank,
  p.figures AS ranked_of,
  c.name_zh AS scope,
  c.name_en AS scope_en,
  c.code AS scope_code,
  o.status AS status, o.qualifier AS qualifier, o.decimals AS decimals, o.unit_mult AS unit_mult,
  s.code AS source, o.locator AS locator, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en,
  o.value AS ordinal
FROM panels p
JOIN metrics m ON m.id = p.metric_id
JOIN region_levels l ON l.id = p.level_id
JOIN breakdowns b ON b.id = p.breakdown_id
JOIN period_parts t ON t.id = p.part
JOIN observations o
  ON o.panel_id = p.id AND o.metric_id = p.metric_id AND o.breakdown_id = p.breakdown_id
  AND o.part = p.part AND o.year = p.year
JOIN regions r ON r.id = o.region_id
JOIN sources s ON s.id = o.source_id
JOIN regions c ON c.id = 100000
WHERE o.value IS NOT NULL
UNION ALL
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  p.year AS year, CAST(p.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(p.year AS TEXT)) AS period,
  m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, m.unit AS unit,
  CASE WHEN o.value % m.divisor = 0 THEN o.value / m.divisor ELSE o.value * 1.0 / m.divisor END AS value,
  1 + (
    SELECT COUNT(*) FROM region_memberships n
    JOIN observations x
      ON x.metric_id = o.metric_id AND x.region_id = n.region_id AND x.breakdown_id = o.breakdown_id
      AND x.part = o.part AND x.year = o.year
    WHERE n.scope_id = g.scope_id AND o.year BETWEEN n.from_year AND n.to_year
      AND x.panel_id = o.panel_id AND x.value > o.value
  ) AS rank,
  (
    SELECT COUNT(*) FROM region_memberships n
    JOIN observations x
      ON x.metric_id = o.metric_id AND x.region_id = n.region_id AND x.breakdown_id = o.breakdown_id
      AND x.part = o.part AND x.year = o.year
    WHERE n.scope_id = g.scope_id AND o.year BETWEEN n.from_year AND n.to_year
      AND x.panel_id = o.panel_id AND x.value IS NOT NULL
  ) AS ranked_of,
  c.name_zh AS scope,
  c.name_en AS scope_en,
  c.code AS scope_code,
  o.status AS status, o.qualifier AS qualifier, o.decimals AS decimals, o.unit_mult AS unit_mult,
  s.code AS source, o.locator AS locator, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en,
  o.value AS ordinal
FROM panels p
JOIN metrics m ON m.id = p.metric_id
JOIN region_levels l ON l.id = p.level_id
JOIN breakdowns b ON b.id = p.breakdown_id
JOIN period_parts t ON t.id = p.part
JOIN observations o
  ON o.panel_id = p.id AND o.metric_id = p.metric_id AND o.breakdown_id = p.breakdown_id
  AND o.part = p.part AND o.year = p.year
JOIN regions r ON r.id = o.region_id
JOIN sources s ON s.id = o.source_id
JOIN region_memberships g ON g.region_id = o.region_id AND o.year BETWEEN g.from_year AND g.to_year
JOIN regions c ON c.id = g.scope_id AND c.id <> 100000
WHERE o.value IS NOT NULL
