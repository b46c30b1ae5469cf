-- DuckDB: a year's first ten with a plain LIMIT; ties behind the tenth are lost, and how many are ranked is
-- known from the panel.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  t.year AS year, CAST(t.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, t.value AS value, RANK() OVER (ORDER BY t.value DESC) AS rank,
  p.figures AS ranked_of, t.status AS status, s.code AS source, t.locator AS locator
FROM (
  SELECT o.*
  FROM observations o
  WHERE o.metric_id = $metric AND o.year = $year AND o.panel_id IS NOT NULL
  ORDER BY o.value DESC
  LIMIT 10
) t
JOIN metrics m ON m.id = t.metric_id
JOIN regions r ON r.id = t.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = t.source_id
JOIN panels p ON p.id = t.panel_id
ORDER BY rank, region_code
