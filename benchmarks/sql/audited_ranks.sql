-- DuckDB: rank claims that are not the place of the figure among all of its panel.
SELECT c.metric_id, c.region_id, c.year
FROM claims c
JOIN (
  SELECT
    metric_id, region_id, breakdown_id, part, year, source_id,
    RANK() OVER (PARTITION BY panel_id ORDER BY value DESC) AS place
  FROM observations
  WHERE panel_id IS NOT NULL
) o
  ON o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id AND o.part = c.part
  AND o.year = c.year AND o.source_id = c.source_id
WHERE c.kind = 'rank' AND c.subject = 'level' AND (c.low > o.place * 10000 OR c.high < o.place * 10000)
