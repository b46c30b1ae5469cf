-- DuckDB: one region's rank in each year, by counting the figures above its own.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, o.value AS value, t.rank AS rank, t.ranked_of AS ranked_of,
  o.status AS status, s.code AS source, o.locator AS locator
FROM (
  SELECT x.year AS year, 1 + COUNT(*) FILTER (WHERE x.value > w.value) AS rank, COUNT(*) AS ranked_of
  FROM observations w
  JOIN observations x ON x.year = w.year
  WHERE w.metric_id = $metric AND w.region_id = $region AND x.metric_id = $metric
    AND w.panel_id IS NOT NULL AND x.panel_id IS NOT NULL
  GROUP BY x.year
) t
JOIN observations o ON o.metric_id = $metric AND o.region_id = $region AND o.year = t.year
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = o.source_id
ORDER BY o.year
