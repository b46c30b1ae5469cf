-- DuckDB: figures whose growth from the year before is far from that of their panel, by its quartiles.
SELECT metric_id, region_id, year
FROM (
  SELECT
    metric_id, region_id, year, step, median, below, above
  FROM (
    SELECT
      metric_id, region_id, year, panel_id,
      value / LAG(value) OVER (PARTITION BY metric_id, region_id, breakdown_id, part ORDER BY year) AS step
    FROM observations
  ) stepped
  JOIN (
    SELECT
      panel_id, QUANTILE_DISC(step, 0.5) AS median, QUANTILE_DISC(step, 0.25) AS below, QUANTILE_DISC(step, 0.75) AS above
    FROM (
      SELECT
        panel_id, value / LAG(value) OVER (PARTITION BY metric_id, region_id, breakdown_id, part ORDER BY year) AS step
      FROM observations
    ) stepped
    GROUP BY panel_id
  ) usual USING (panel_id)
) compared
WHERE (step >= median AND (step / median - 1) / GREATEST((above - median) / median, 0.2) > 10)
  OR (step < median AND (median / step - 1) / GREATEST((median - below) / below, 0.2) > 10)
