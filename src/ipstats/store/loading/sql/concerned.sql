-- The figures of one source from which others can follow: the series that it makes claims about, ratios and what
-- they are worked out from. The join is crossed so that SQLite begins with the few series.
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id, o.value, o.low, o.high, o.decimals,
  o.unit_mult, o.qualifier, o.status, o.published, o.locator
FROM (
  SELECT metric_id, region_id FROM claims WHERE source_id = :source_id
  UNION
  SELECT metric_id, scope_id FROM claims WHERE source_id = :source_id AND kind = 'share' AND scope_id IS NOT NULL
  UNION
  SELECT CASE k.n WHEN 0 THEN q.metric_id WHEN 1 THEN q.numerator_id ELSE q.denominator_id END, rated.region_id
  FROM declared_ratios q
  JOIN (
    SELECT metric_id, region_id FROM claims WHERE source_id = :source_id
    UNION
    SELECT p.metric_id, p.region_id
    FROM declared_ratios d CROSS JOIN observations p WHERE p.metric_id = d.metric_id AND p.source_id = :source_id
  ) rated ON rated.metric_id = q.metric_id
  JOIN (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2) k ON k.n <= 2
) series
CROSS JOIN observations o
WHERE o.metric_id = series.metric_id AND o.region_id = series.region_id AND o.source_id = :source_id
