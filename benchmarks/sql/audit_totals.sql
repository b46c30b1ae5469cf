-- The printed totals of one made-up metric: of the regions of one level, out of those that they are the parent of.
-- Runs on SQLite and on DuckDB.
INSERT INTO observations (
  metric_id, region_id, breakdown_id, part, year, source_id, breakdown_kind, panel_id,
  value, low, high, decimals, unit_mult, qualifier, status, published, locator
)
SELECT
  metric_id, region_id, 0, 0, year, source_id, 0, panel_id,
  value, value, value, 0, 0, 'exact', 'A', CAST(value AS TEXT), 'summary page ' || CAST(year - 1900 AS TEXT)
FROM (
  SELECT o.metric_id AS metric_id, p.id AS region_id, o.year AS year, o.source_id AS source_id, n.id AS panel_id,
    CAST(SUM(o.value) AS BIGINT) AS value
  FROM metrics m
  JOIN observations o ON o.metric_id = m.id
  JOIN regions r ON r.id = o.region_id
  JOIN regions p ON p.id = r.parent_id
  JOIN region_levels l ON l.id = p.level_id
  JOIN panels n ON n.metric_id = m.id AND n.year = o.year AND n.level_id = l.id
  WHERE m.code = $metric AND l.code = $level
  GROUP BY o.metric_id, p.id, o.year, o.source_id, n.id
) summed
ORDER BY metric_id, region_id, year
