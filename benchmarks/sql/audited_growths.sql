-- DuckDB: growth claims that no two figures within their bounds make. Percentages are in ten-thousandths.
SELECT c.metric_id, c.region_id, c.year
FROM claims c
JOIN observations o
  ON o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id AND o.part = c.part
  AND o.year = c.year AND o.source_id = c.source_id
JOIN observations b
  ON b.metric_id = c.metric_id AND b.region_id = c.region_id AND b.breakdown_id = c.breakdown_id AND b.part = c.part
  AND b.year = c.base_year AND b.source_id = c.source_id
WHERE c.kind = 'growth' AND c.subject = 'level'
  AND (o.low * 1000000 > b.high * (1000000 + c.high) OR o.high * 1000000 < b.low * (1000000 + c.low))
