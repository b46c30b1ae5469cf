-- Staged figures into the table, in the order of its key; those that the source has already are passed over.
INSERT INTO observations (
  metric_id, region_id, breakdown_id, part, year, source_id, breakdown_kind, panel_id,
  value, low, high, decimals, unit_mult, qualifier, status, published, locator
)
SELECT
  metric_id, region_id, breakdown_id, part, year, :source_id, breakdown_kind, panel_id,
  value, low, high, decimals, unit_mult, qualifier, status, published, locator
FROM stage
WHERE TRUE
ORDER BY metric_id, region_id, breakdown_id, part, year
ON CONFLICT DO NOTHING
