-- Growth claims of one made-up metric, in percent with two decimals, rounded half up: for each province in each
-- year, and for each county in one year. Runs on SQLite and on DuckDB.
INSERT INTO claims (
  metric_id, region_id, breakdown_id, part, year, source_id, kind, subject, breakdown_kind, base_year, scope_id,
  preferred, value, low, high, decimals, published, locator
)
SELECT
  metric_id, region_id, 0, 0, year, source_id, 'growth', 'level', 0, year - 1, NULL,
  1, hundredths * 100, hundredths * 100 - 50, hundredths * 100 + 50, 2, CAST(hundredths AS TEXT) || ' hundredths of 1%', 'text'
FROM (
  SELECT
    o.metric_id AS metric_id, o.region_id AS region_id, o.year AS year, o.source_id AS source_id,
    CAST((o.value * 20000 + b.value - (o.value * 20000 + b.value) % (2 * b.value)) / (2 * b.value) AS BIGINT) - 10000 AS hundredths
  FROM metrics m
  JOIN observations o ON o.metric_id = m.id
  JOIN observations b
    ON b.metric_id = o.metric_id AND b.region_id = o.region_id AND b.breakdown_id = o.breakdown_id AND b.part = o.part
    AND b.year = o.year - 1 AND b.source_id = o.source_id
  JOIN regions r ON r.id = o.region_id
  JOIN region_levels l ON l.id = r.level_id
  WHERE m.code = $metric AND (l.code = 'province' OR (l.code = 'county' AND o.year = 1981 + o.region_id % 39))
) grown
