-- The figures of one source from which others can follow: the series that it makes claims about, ratios and what
-- they are worked out from, and families of a breakdown with one figure missing.
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id, o.value, o.low, o.high, o.decimals,
  o.unit_mult, o.qualifier, o.status, o.published, o.locator
FROM observations o
JOIN (
  SELECT metric_id, region_id FROM claims WHERE source_id = :source_id
  UNION
  SELECT metric_id, scope_id FROM claims WHERE source_id = :source_id AND kind = 'share' AND scope_id IS NOT NULL
  UNION
  SELECT CASE k.n WHEN 0 THEN q.metric_id WHEN 1 THEN q.numerator_id ELSE q.denominator_id END, rated.region_id
  FROM declared_ratios q
  JOIN (
    SELECT metric_id, region_id FROM claims WHERE source_id = :source_id
    UNION
    SELECT p.metric_id, p.region_id FROM observations p
    JOIN declared_ratios d ON d.metric_id = p.metric_id WHERE p.source_id = :source_id
  ) rated ON rated.metric_id = q.metric_id
  JOIN (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2) k ON k.n <= 2
) series ON series.metric_id = o.metric_id AND series.region_id = o.region_id
WHERE o.source_id = :source_id
UNION
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id, o.value, o.low, o.high, o.decimals,
  o.unit_mult, o.qualifier, o.status, o.published, o.locator
FROM observations o
JOIN breakdowns b ON b.id = o.breakdown_id
JOIN (
  SELECT g.metric_id, g.region_id, g.part, g.year, f.family
  FROM observations g
  JOIN (
    SELECT c.id AS member, COALESCE(c.parent_id, c.id) AS family FROM breakdowns c
    WHERE c.parent_id IS NOT NULL OR c.id IN (SELECT parent_id FROM breakdowns)
  ) f ON f.member = g.breakdown_id
  WHERE g.source_id = :source_id
  GROUP BY g.metric_id, g.region_id, g.part, g.year, f.family
  HAVING COUNT(*) = (SELECT COUNT(*) FROM breakdowns e WHERE e.parent_id = f.family)
) short
  ON short.metric_id = o.metric_id AND short.region_id = o.region_id AND short.part = o.part
  AND short.year = o.year AND short.family = COALESCE(b.parent_id, b.id)
WHERE o.source_id = :source_id
