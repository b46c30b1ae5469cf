-- One claim is off by one: a percentage point, or a place. Runs on SQLite and on DuckDB.
UPDATE claims
SET value = value + 10000, low = low + 10000, high = high + 10000, published = published || ' and 1'
WHERE metric_id = (SELECT id FROM metrics WHERE code = $metric) AND region_id = $region AND year = $year AND kind = $kind
