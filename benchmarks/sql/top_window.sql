-- DuckDB: a year's first ten, ranked with a window over all counties.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  t.year AS year, CAST(t.year AS TEXT) AS period, m.code AS metric, m.name_zh AS metric_zh,
  m.name_en AS metric_en, m.unit AS unit, t.value AS value, t.rank AS rank, t.ranked_of AS ranked_of,
  t.status AS status, s.code AS source, t.locator AS locator
FROM (
  SELECT o.*, RANK() OVER (ORDER BY o.value DESC) AS rank, COUNT(*) OVER () AS ranked_of
  FROM observations o
  WHERE o.metric_id = $metric AND o.year = $year AND o.panel_id IS NOT NULL
) t
JOIN metrics m ON m.id = t.metric_id
JOIN regions r ON r.id = t.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN sources s ON s.id = t.source_id
WHERE t.rank <= 10
ORDER BY t.rank, r.code
