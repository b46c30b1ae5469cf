-- ... and then the recovered figure.
DELETE FROM observations
WHERE source_id = :source_id AND status = 'I' AND published = ''
  AND (metric_id, region_id, breakdown_id, part, year) IN (
    SELECT metric_id, region_id, breakdown_id, part, year FROM stage WHERE status NOT IN ('I', 'O')
  )
