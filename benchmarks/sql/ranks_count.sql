-- DuckDB: one region's rank in each year, by counting only what is above its own figure.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, o.value AS value, 1 + COALESCE(t.above, 0) AS rank,
  p.figures AS ranked_of, o.status AS status, s.code AS source, o.locator AS locator
FROM observations o
LEFT JOIN (
  SELECT w.panel_id AS panel_id, COUNT(*) AS above
  FROM observations w
  JOIN observations x ON x.panel_id = w.panel_id AND x.value > w.value
  WHERE w.metric_id = $metric AND w.region_id = $region AND x.metric_id = $metric
  GROUP BY w.panel_id
) t ON t.panel_id = o.panel_id
JOIN panels p ON p.id = o.panel_id
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = o.source_id
WHERE o.metric_id = $metric AND o.region_id = $region
ORDER BY o.year
