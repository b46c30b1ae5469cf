-- Their figures, with a panel where no other of them is preferred for the fact.
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, breakdown_kind,
  CASE WHEN place = 1 THEN 0 END AS panel_id,
  value, low, high, decimals, unit_mult, qualifier, status, published, locator
FROM (
  SELECT
    o.*,
    ROW_NUMBER() OVER (
      PARTITION BY o.metric_id, o.region_id, o.breakdown_id, o.part, o.year
      ORDER BY
        CASE WHEN o.value IS NULL AND o.low IS NULL THEN 2 WHEN o.status = 'I' THEN 1 ELSE 0 END,
        s.priority, s.published DESC, s.id
    ) AS place
  FROM stored_observations o
  JOIN sources s ON s.id = o.source_id
  WHERE TRUE
