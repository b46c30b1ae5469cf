-- All county figures of one made-up metric, in the order of the key. Runs on SQLite and on DuckDB. The figure is
-- that of `generating.figure`.
INSERT INTO observations (
  metric_id, region_id, breakdown_id, part, year, source_id, breakdown_kind, panel_id,
  value, low, high, decimals, unit_mult, qualifier, status, published, locator
)
SELECT
  metric_id, region_id, 0, 0, year, source_id, 0, panel_id,
  value, value, value, 0, 0, 'exact', 'A', CAST(value AS TEXT),
  'table ' || CAST(number AS TEXT) || ' page ' || CAST(year - 1900 AS TEXT)
FROM (
  SELECT
    p.metric_id AS metric_id, r.id AS region_id, p.year AS year, s.id AS source_id, p.id AS panel_id, m.number AS number,
    1000 + (CAST(r.id AS BIGINT) * 7919 + m.number * 104729) % 9973 * (p.year - 1950)
      + (CAST(r.id AS BIGINT) * 31 + CAST(p.year AS BIGINT) * 1009 + m.number * 13) % 20011 AS value
  FROM (SELECT id, CAST(SUBSTR(code, 7) AS BIGINT) AS number FROM metrics WHERE code = $metric) m
  JOIN panels p ON p.metric_id = m.id
  JOIN regions r ON r.level_id = p.level_id AND r.id >= 700001
  JOIN sources s ON s.code = 'made'
) made
ORDER BY metric_id, region_id, year
