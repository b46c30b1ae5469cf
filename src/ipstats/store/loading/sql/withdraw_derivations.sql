-- What was recovered for a fact that the source itself now states: the reason goes first.
DELETE FROM derivations
WHERE source_id = :source_id AND (metric_id, region_id, breakdown_id, part, year) IN (
  SELECT metric_id, region_id, breakdown_id, part, year FROM stage WHERE status NOT IN ('I', 'O')
)
