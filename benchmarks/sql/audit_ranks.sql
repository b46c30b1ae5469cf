-- Rank claims of one made-up metric, among all regions of the level: for each province in each year, and for each
-- county in one year. Runs on SQLite and on DuckDB.
INSERT INTO claims (
  metric_id, region_id, breakdown_id, part, year, source_id, kind, subject, breakdown_kind, base_year, scope_id,
  preferred, value, low, high, decimals, published, locator
)
SELECT
  metric_id, region_id, 0, 0, year, source_id, 'rank', 'level', 0, NULL, 100000,
  1, place * 10000, place * 10000, place * 10000, 0, CAST(place AS TEXT), 'text'
FROM (
  SELECT
    o.metric_id AS metric_id, o.region_id AS region_id, o.year AS year, o.source_id AS source_id, l.code AS level,
    RANK() OVER (PARTITION BY l.id, o.year ORDER BY o.value DESC) AS place
  FROM metrics m
  JOIN observations o ON o.metric_id = m.id
  JOIN regions r ON r.id = o.region_id
  JOIN region_levels l ON l.id = r.level_id
  WHERE m.code = $metric AND l.code IN ('province', 'county')
) ranked
WHERE level = 'province' OR year = 1981 + region_id % 39
