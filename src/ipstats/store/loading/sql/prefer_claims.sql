-- The preferred source of each statement, as for figures.
UPDATE claims SET preferred = CASE
  WHEN (metric_id, region_id, breakdown_id, part, year, source_id, kind, subject) IN (
    SELECT metric_id, region_id, breakdown_id, part, year, source_id, kind, subject
    FROM (
      SELECT
        c.*,
        ROW_NUMBER() OVER (
          PARTITION BY c.metric_id, c.region_id, c.breakdown_id, c.part, c.year, c.kind, c.subject
          ORDER BY s.priority, s.published DESC, s.id
        ) AS place
      FROM claims c JOIN sources s ON s.id = c.source_id
    ) placed
    WHERE place = 1
  ) THEN 1 ELSE 0 END
