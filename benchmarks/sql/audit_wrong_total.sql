-- One total is printed by one too much. Runs on SQLite and on DuckDB.
UPDATE observations
SET value = value + 1, low = low + 1, high = high + 1, published = CAST(value + 1 AS TEXT)
WHERE metric_id = (SELECT id FROM metrics WHERE code = $metric) AND region_id = $region AND year = $year
