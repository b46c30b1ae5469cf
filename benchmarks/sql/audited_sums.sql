-- DuckDB: totals that the regions below them do not make, where all of these are printed beside them.
SELECT w.metric_id, w.region_id, w.year
FROM (
  SELECT
    o.metric_id, r.parent_id, o.breakdown_id, o.part, o.year, o.source_id,
    SUM(o.low) AS low, SUM(o.high) AS high, COUNT(o.low) AS lows, COUNT(o.high) AS highs, COUNT(*) AS printed
  FROM observations o
  JOIN regions r ON r.id = o.region_id
  WHERE o.status NOT IN ('M', 'O', 'K')
  GROUP BY ALL
) s
JOIN (
  SELECT r.parent_id, COUNT(*) AS members
  FROM regions r
  JOIN region_levels l ON l.id = r.level_id
  WHERE l.code IN ('province', 'prefecture', 'county')
  GROUP BY r.parent_id
) c ON c.parent_id = s.parent_id AND c.members = s.printed
JOIN observations w
  ON w.metric_id = s.metric_id AND w.region_id = s.parent_id AND w.breakdown_id = s.breakdown_id AND w.part = s.part
  AND w.year = s.year AND w.source_id = s.source_id
WHERE w.status NOT IN ('M', 'O', 'K')
  AND ((s.low > w.high AND s.lows = s.printed) OR (s.high < w.low AND s.highs = s.printed))
