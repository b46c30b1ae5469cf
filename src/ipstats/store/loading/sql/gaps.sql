-- Figures that a source leaves blank in print (a mark such as … says that there is none to print), each beside those that it adds up with in the same source: the total of
-- its breakdown and the other parts, or the nation and the other provinces with Hong Kong, Macao and Taiwan.
-- (Of other regions it is not known that they are all there are.)
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.breakdown_kind, o.locator,
  m.code AS metric, m.unit, m.kind, m.divisor, r.level_id,
  s.way, s.is_whole, x.low, x.high
FROM observations o
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN (
  SELECT
    g.metric_id, g.region_id, g.breakdown_id, g.part, g.year, CAST('type' AS TEXT) AS way,
    g.region_id AS other_region_id, c.id AS other_breakdown_id, CASE WHEN c.id = b.parent_id THEN 1 ELSE 0 END AS is_whole
  FROM observations g
  JOIN breakdowns b ON b.id = g.breakdown_id
  JOIN breakdowns c ON c.id = b.parent_id OR c.parent_id = b.parent_id
  WHERE g.source_id = :source_id AND g.status = 'O' AND g.published = '' AND c.id <> g.breakdown_id
  UNION ALL
  SELECT
    g.metric_id, g.region_id, g.breakdown_id, g.part, g.year, CAST('region' AS TEXT),
    c.id, g.breakdown_id, CASE WHEN c.id = a.parent_id THEN 1 ELSE 0 END
  FROM observations g
  JOIN metrics n ON n.id = g.metric_id AND n.adds_over_regions = 1
  JOIN regions a ON a.id = g.region_id AND a.overlaps_parent = 0
  JOIN region_levels v ON v.id = a.level_id
  JOIN regions c ON c.id = a.parent_id OR c.parent_id = a.parent_id AND c.overlaps_parent = 0
  JOIN region_levels w ON w.id = c.level_id
  WHERE g.source_id = :source_id AND g.status = 'O' AND g.published = '' AND c.id <> g.region_id
    AND v.code IN ('province', 'hmt_region') AND (c.id = a.parent_id OR w.code IN ('province', 'hmt_region'))
) s
  ON s.metric_id = o.metric_id AND s.region_id = o.region_id AND s.breakdown_id = o.breakdown_id
  AND s.part = o.part AND s.year = o.year
LEFT JOIN observations x
  ON x.metric_id = s.metric_id AND x.region_id = s.other_region_id AND x.breakdown_id = s.other_breakdown_id
  AND x.part = s.part AND x.year = s.year AND x.source_id = o.source_id
WHERE o.source_id = :source_id AND o.status = 'O' AND o.published = ''
ORDER BY o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, s.way, s.is_whole DESC
