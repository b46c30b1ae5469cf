-- The figures of one source whose total and parts are there but for one.
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, value, low, high, decimals, unit_mult, qualifier, status,
  published, locator
FROM (
  SELECT
    o.*, f.parts AS parts,
    COUNT(*) OVER (PARTITION BY o.metric_id, o.region_id, o.part, o.year, f.family) AS there
  FROM observations o
  JOIN (
    SELECT
      c.id AS member, COALESCE(c.parent_id, c.id) AS family,
      (SELECT COUNT(*) FROM breakdowns e WHERE e.parent_id = COALESCE(c.parent_id, c.id)) AS parts
    FROM breakdowns c
    WHERE c.parent_id IS NOT NULL OR c.id IN (SELECT parent_id FROM breakdowns)
  ) f ON f.member = o.breakdown_id
  WHERE o.source_id = :source_id
) counted
WHERE there = parts
LIMIT :most
