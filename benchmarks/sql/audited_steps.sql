-- DuckDB: figures whose growth from the year before is far from that of their panel, by its quartiles.
WITH stepped AS MATERIALIZED (
  SELECT o.metric_id, o.region_id, o.year, o.panel_id, o.value / b.value AS step
  FROM observations o
  JOIN observations b
    ON b.metric_id = o.metric_id AND b.region_id = o.region_id AND b.breakdown_id = o.breakdown_id AND b.part = o.part
    AND b.year = o.year - 1
  WHERE o.panel_id IS NOT NULL AND b.panel_id IS NOT NULL AND o.value > 0 AND b.value > 0 AND o.status <> 'B'
),
usual AS (
  SELECT panel_id, QUANTILE_DISC(step, [0.25, 0.5, 0.75]) AS quartiles
  FROM stepped
  GROUP BY panel_id
  HAVING COUNT(*) >= 8
)
SELECT metric_id, region_id, year
FROM (
  SELECT s.metric_id, s.region_id, s.year, s.step, u.quartiles[1] AS below, u.quartiles[2] AS median, u.quartiles[3] AS above
  FROM stepped s
  JOIN usual u ON u.panel_id = s.panel_id
) compared
WHERE (step >= median AND (step / median - 1) / GREATEST((above - median) / median, 0.2) > 10)
  OR (step < median AND (median / step - 1) / GREATEST((median - below) / below, 0.2) > 10)
