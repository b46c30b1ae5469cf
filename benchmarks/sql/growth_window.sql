-- DuckDB: growth over the year before, with a window.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  g.year AS year, CAST(g.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, g.value AS value, g.previous AS previous_value,
  ROUND((g.value - g.previous) * 100.0 / g.previous, 2) AS growth_percent, g.status AS status,
  s.code AS source, g.locator AS locator
FROM (
  SELECT o.*, LAG(o.value) OVER (ORDER BY o.year) AS previous
  FROM observations o
  WHERE o.metric_id = $metric AND o.region_id = $region AND o.panel_id IS NOT NULL
) g
JOIN metrics m ON m.id = g.metric_id
JOIN regions r ON r.id = g.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = g.source_id
ORDER BY g.year
