-- Facts of the staged rows for which another source prints a figure that lies outside their bounds.
SELECT COUNT(*) FROM (
  SELECT DISTINCT s.metric_id, s.region_id, s.breakdown_id, s.part, s.year
  FROM contested c
  JOIN stage s
    ON s.metric_id = c.metric_id AND s.region_id = c.region_id AND s.breakdown_id = c.breakdown_id
    AND s.part = c.part AND s.year = c.year
  JOIN observations o
    ON o.metric_id = s.metric_id AND o.region_id = s.region_id AND o.breakdown_id = s.breakdown_id
    AND o.part = s.part AND o.year = s.year AND o.source_id <> :source_id AND o.status <> 'I'
  WHERE o.high < s.low OR o.low > s.high
) apart
