-- DuckDB: growth claims that no two figures within their bounds make, unless the series is broken in between.
-- Percentages are in ten-thousandths. Figures are looked through once for both years.
SELECT metric_id, region_id, year
FROM (
  SELECT
    c.metric_id, c.region_id, c.year, c.low AS stated_low, c.high AS stated_high,
    MAX(CASE WHEN o.year = c.year THEN o.low END) AS low, MAX(CASE WHEN o.year = c.year THEN o.high END) AS high,
    MAX(CASE WHEN o.year = c.base_year THEN o.low END) AS base_low,
    MAX(CASE WHEN o.year = c.base_year THEN o.high END) AS base_high,
    MAX(CASE WHEN o.year > c.base_year AND o.status = 'B' THEN 1 ELSE 0 END) AS broken
  FROM claims c
  JOIN observations o
    ON o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id AND o.part = c.part
    AND o.source_id = c.source_id AND o.year BETWEEN c.base_year AND c.year
  WHERE c.kind = 'growth' AND c.subject = 'level' AND o.status NOT IN ('M', 'O', 'K')
  GROUP BY ALL
) compared
WHERE broken = 0
  AND (low * 1000000 > base_high * (1000000 + stated_high) OR high * 1000000 < base_low * (1000000 + stated_low))
