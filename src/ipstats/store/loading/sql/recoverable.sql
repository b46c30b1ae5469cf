-- Growths of one source whose level it states too, where it does not state the figure of the base year.
SELECT
  c.metric_id, c.region_id, c.breakdown_id, c.part, c.year, c.breakdown_kind, c.base_year,
  c.low AS growth_low, c.high AS growth_high, c.published AS growth, c.locator AS growth_locator,
  o.low, o.high, o.published AS level, o.locator AS level_locator,
  m.code AS metric, m.unit, m.kind, m.divisor, r.level_id
FROM claims c
JOIN observations o
  ON o.metric_id = c.metric_id AND o.region_id = c.region_id AND o.breakdown_id = c.breakdown_id
  AND o.part = c.part AND o.year = c.year AND o.source_id = c.source_id
JOIN metrics m ON m.id = c.metric_id
JOIN regions r ON r.id = c.region_id
LEFT JOIN observations p
  ON p.metric_id = c.metric_id AND p.region_id = c.region_id AND p.breakdown_id = c.breakdown_id
  AND p.part = c.part AND p.year = c.base_year AND p.source_id = c.source_id
WHERE c.source_id = :source_id AND c.kind = 'growth' AND c.subject = 'level'
  AND o.low IS NOT NULL AND o.status NOT IN ('I', 'B') AND p.metric_id IS NULL
ORDER BY c.metric_id, c.region_id, c.breakdown_id, c.part, c.year
