-- The preferred source of each contested fact: one that has a figure before one that has none, a published
-- figure before a recovered one, then the priority of the source, then its date.
UPDATE observations SET panel_id = (
  SELECT p.id FROM panels p
  JOIN regions r ON r.level_id = p.level_id
  WHERE r.id = observations.region_id AND p.metric_id = observations.metric_id
    AND p.year = observations.year AND p.breakdown_id = observations.breakdown_id AND p.part = observations.part
)
WHERE (metric_id, region_id, breakdown_id, part, year, source_id) IN (
  SELECT metric_id, region_id, breakdown_id, part, year, source_id
  FROM (
    SELECT
      o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id,
      ROW_NUMBER() OVER (
        PARTITION BY o.metric_id, o.region_id, o.breakdown_id, o.part, o.year
        ORDER BY
          CASE WHEN o.value IS NULL AND o.low IS NULL THEN 2 WHEN o.status = 'I' THEN 1 ELSE 0 END,
          s.priority, s.published DESC, s.id
      ) AS place
    FROM contested c
    JOIN observations o
      ON o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id
      AND o.part = c.part AND o.year = c.year
    JOIN sources s ON s.id = o.source_id
  ) placed
  WHERE place = 1
)
