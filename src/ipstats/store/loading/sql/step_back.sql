-- No source is preferred for a contested fact until the next statement says which.
UPDATE observations SET panel_id = NULL
WHERE (metric_id, region_id, breakdown_id, part, year) IN (
  SELECT metric_id, region_id, breakdown_id, part, year FROM contested
)
