-- Each region beside each other region of its level: the same fact, how much more, and how many times.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
  m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, m.unit AS unit,
  CASE WHEN o.value % m.divisor = 0 THEN o.value / m.divisor ELSE o.value * 1.0 / m.divisor END AS value,
  h.code AS other_region_code, h.name_zh AS other_region, h.name_en AS other_region_en,
  CASE WHEN q.value % m.divisor = 0 THEN q.value / m.divisor ELSE q.value * 1.0 / m.divisor END AS other_value,
  CASE
    WHEN (o.value - q.value) % m.divisor = 0 THEN (o.value - q.value) / m.divisor
    ELSE (o.value - q.value) * 1.0 / m.divisor
  END AS difference,
  (
    o.value / NULLIF(q.value, 0) * 1000 + o.value % NULLIF(q.value, 0) * 1000 / NULLIF(q.value, 0) + 5
  ) / 10 / 100.0 AS ratio,
  o.status AS status, q.status AS other_status, o.qualifier AS qualifier,
  o.decimals AS decimals, o.unit_mult AS unit_mult, s.code AS source, o.locator AS locator,
  z.code AS other_source, q.locator AS other_locator, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en,
  q.qualifier AS other_qualifier
FROM observations o
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN period_parts t ON t.id = o.part
JOIN breakdowns b ON b.id = o.breakdown_id
JOIN sources s ON s.id = o.source_id
JOIN observations q
  ON q.metric_id = o.metric_id AND q.breakdown_id = o.breakdown_id AND q.part = o.part AND q.year = o.year
  AND q.panel_id = o.panel_id AND q.region_id <> o.region_id
JOIN regions h ON h.id = q.region_id
JOIN sources z ON z.id = q.source_id
WHERE o.panel_id IS NOT NULL
