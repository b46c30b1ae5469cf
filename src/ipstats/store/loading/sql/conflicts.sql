-- Staged figures that the same source states otherwise; a blank that was recovered is still a blank in print.
SELECT s.line, s.published, o.published
FROM stage s
JOIN observations o
  ON o.metric_id = s.metric_id AND o.region_id = s.region_id AND o.breakdown_id = s.breakdown_id
  AND o.part = s.part AND o.year = s.year AND o.source_id = :source_id
WHERE NOT (s.status = 'O' AND o.status = 'I' AND o.published = '') AND (s.published <> o.published OR s.status <> o.status
  OR s.value IS NULL AND o.value IS NOT NULL OR s.value IS NOT NULL AND o.value IS NULL OR s.value <> o.value)
ORDER BY s.line
LIMIT 20
