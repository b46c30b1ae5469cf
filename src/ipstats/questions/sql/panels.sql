-- How many regions of a level have a figure of each fact.
SELECT
  o.panel_id AS id, o.metric_id AS metric_id, o.year AS year, r.level_id AS level_id,
  o.breakdown_id AS breakdown_id, o.part AS part, COUNT(o.value) AS figures
FROM observations o
JOIN regions r ON r.id = o.region_id
WHERE o.panel_id IS NOT NULL
GROUP BY o.panel_id, o.metric_id, o.year, r.level_id, o.breakdown_id, o.part
