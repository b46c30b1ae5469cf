-- DuckDB: one region's rank in each year, with a window over nothing but regions, years and values.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, o.value AS value, t.rank AS rank, p.figures AS ranked_of,
  o.status AS status, s.code AS source, o.locator AS locator
FROM (
  SELECT x.region_id AS region_id, x.year AS year, RANK() OVER (PARTITION BY x.year ORDER BY x.value DESC) AS rank
  FROM observations x
  WHERE x.metric_id = $metric AND x.panel_id IS NOT NULL
  QUALIFY x.region_id = $region
) t
JOIN observations o ON o.metric_id = $metric AND o.region_id = $region AND o.year = t.year
JOIN panels p ON p.id = o.panel_id
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = o.source_id
ORDER BY o.year
