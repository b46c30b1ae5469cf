-- The claims of one source, as the audit takes them.
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, kind, subject, base_year, scope_id, value, low, high,
  decimals, published, locator
FROM claims WHERE source_id = :source_id
ORDER BY metric_id, region_id, breakdown_id, part, year, kind, subject
