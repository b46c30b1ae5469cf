-- The same with the ratios worked out from them; a published figure comes before a computed one, and that
-- before a recovered one. A panel has the number that its key makes.
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id, o.breakdown_kind,
  CASE
    WHEN o.panel_id IS NOT NULL AND (o.status <> 'I' AND (o.value IS NOT NULL OR o.low IS NOT NULL) OR NOT EXISTS (
      SELECT 1 FROM ratio_figures x
      WHERE x.metric_id = o.metric_id AND x.region_id = o.region_id AND x.breakdown_id = o.breakdown_id
        AND x.part = o.part AND x.year = o.year
    ))
    THEN (((o.metric_id * CAST(10000 AS BIGINT) + o.year) * 100 + r.level_id) * 1000000 + o.breakdown_id) * 100 + o.part
  END AS panel_id,
  o.value, o.low, o.high, o.decimals, o.unit_mult, o.qualifier, o.status, o.published, o.locator
FROM stated_figures o
JOIN regions r ON r.id = o.region_id
WHERE TRUE
UNION ALL
SELECT
  o.metric_id, o.region_id, o.breakdown_id, o.part, o.year, o.source_id, o.breakdown_kind,
  CASE
    WHEN NOT EXISTS (
      SELECT 1 FROM stated_figures x
      WHERE x.metric_id = o.metric_id AND x.region_id = o.region_id AND x.breakdown_id = o.breakdown_id
        AND x.part = o.part AND x.year = o.year AND x.panel_id IS NOT NULL AND x.status <> 'I'
        AND (x.value IS NOT NULL OR x.low IS NOT NULL)
    )
    THEN (((o.metric_id * CAST(10000 AS BIGINT) + o.year) * 100 + r.level_id) * 1000000 + o.breakdown_id) * 100 + o.part
  END,
  o.value, o.low, o.high, o.decimals, o.unit_mult, o.qualifier, o.status, o.published, o.locator
FROM ratio_figures o
JOIN regions r ON r.id = o.region_id
WHERE TRUE
