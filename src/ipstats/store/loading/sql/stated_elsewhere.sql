-- How many of the contested facts another source prints; what was recovered is not printed.
SELECT COUNT(*) FROM contested c
WHERE EXISTS (
  SELECT 1 FROM observations o
  WHERE o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id
    AND o.part = c.part AND o.year = c.year AND o.source_id <> :source_id AND o.status <> 'I'
)
