-- What the sources state about figures, with the preferred one of each statement.
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, kind, subject, breakdown_kind, base_year, scope_id,
  CASE WHEN place = 1 THEN 1 ELSE 0 END AS preferred,
  value, low, high, decimals, published, locator
FROM (
  SELECT
    c.*,
    ROW_NUMBER() OVER (
      PARTITION BY c.metric_id, c.region_id, c.breakdown_id, c.part, c.year, c.kind, c.subject
      ORDER BY s.priority, s.published DESC, s.id
    ) AS place
  FROM stored_claims c
  JOIN sources s ON s.id = c.source_id
) placed
