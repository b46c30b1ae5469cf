-- Facts that stand twice in the staged rows.
SELECT MIN(line) AS line, MAX(line) AS again
FROM stage
GROUP BY metric_id, region_id, breakdown_id, part, year
HAVING COUNT(*) > 1
ORDER BY 1
LIMIT 20
