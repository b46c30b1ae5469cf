-- DuckDB: rank claims that are not the place of the figure among all of its panel.
SELECT c.metric_id, c.region_id, c.year
FROM claims c
JOIN regions r ON r.id = c.region_id
JOIN panels p
  ON p.metric_id = c.metric_id AND p.year = c.year AND p.level_id = r.level_id AND p.breakdown_id = c.breakdown_id
  AND p.part = c.part
JOIN (
  SELECT panel_id, region_id, RANK() OVER (PARTITION BY panel_id ORDER BY value DESC) AS place
  FROM observations
  WHERE panel_id IS NOT NULL AND value IS NOT NULL
) o ON o.panel_id = p.id AND o.region_id = c.region_id
WHERE c.kind = 'rank' AND c.subject = 'level' AND (c.low > o.place * 10000 OR c.high < o.place * 10000)
