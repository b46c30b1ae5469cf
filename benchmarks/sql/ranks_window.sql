-- DuckDB: one region's rank in each year, with a window over all counties of each year.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  t.year AS year, CAST(t.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, t.value AS value, t.rank AS rank, t.ranked_of AS ranked_of,
  t.status AS status, s.code AS source, t.locator AS locator
FROM (
  SELECT
    o.*, RANK() OVER (PARTITION BY o.year ORDER BY o.value DESC) AS rank,
    COUNT(*) OVER (PARTITION BY o.year) AS ranked_of
  FROM observations o
  WHERE o.metric_id = $metric AND o.panel_id IS NOT NULL
) t
JOIN metrics m ON m.id = t.metric_id
JOIN regions r ON r.id = t.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = t.source_id
WHERE t.region_id = $region
ORDER BY t.year
