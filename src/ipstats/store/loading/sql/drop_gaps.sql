-- The blanks that recovered figures are put in place of.
DELETE FROM observations
WHERE source_id = :source_id AND status = 'O' AND published = '' AND (metric_id, region_id, breakdown_id, part, year) IN (
  SELECT metric_id, region_id, breakdown_id, part, year FROM stage
)
