-- DuckDB: growth over the year before, with a self join.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, o.value AS value, p.value AS previous_value,
  ROUND((o.value - p.value) * 100.0 / p.value, 2) AS growth_percent, o.status AS status,
  s.code AS source, o.locator AS locator
FROM observations o
LEFT JOIN observations p
  ON p.metric_id = $metric AND p.region_id = $region AND p.year = o.year - 1 AND p.panel_id IS NOT NULL
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = o.source_id
WHERE o.metric_id = $metric AND o.region_id = $region AND o.panel_id IS NOT NULL
ORDER BY o.year
