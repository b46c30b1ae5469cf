-- What each finding was computed from: figures and claims as they were published, each with its part in it.
-- The joins are crossed so that SQLite begins with the inputs.
SELECT
  q.code AS metric, i.check_id AS finding, i.position AS position, i.role AS role,
  m.code AS input_metric, r.code AS region_code, r.name_zh AS region, r.name_en AS region_en,
  i.year AS year, CAST(i.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(i.year AS TEXT)) AS period,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level,
  i.kind AS kind, i.subject AS subject,
  COALESCE(o.published, c.published) AS published,
  CASE WHEN o.value % m.divisor = 0 THEN o.value / m.divisor ELSE o.value * 1.0 / m.divisor END AS value,
  CASE WHEN o.low % m.divisor = 0 THEN o.low / m.divisor ELSE o.low * 1.0 / m.divisor END AS low,
  CASE WHEN o.high % m.divisor = 0 THEN o.high / m.divisor ELSE o.high * 1.0 / m.divisor END AS high,
  o.status AS status, s.code AS source, COALESCE(o.locator, c.locator) AS locator
FROM check_inputs i
CROSS JOIN metrics q
CROSS JOIN metrics m
CROSS JOIN regions r
CROSS JOIN period_parts t
CROSS JOIN breakdowns b
CROSS JOIN sources s
LEFT JOIN observations o
  ON i.kind = 'level' AND o.metric_id = i.of_metric_id AND o.region_id = i.region_id
  AND o.breakdown_id = i.breakdown_id AND o.part = i.part AND o.year = i.year AND o.source_id = i.source_id
LEFT JOIN claims c
  ON i.kind <> 'level' AND c.metric_id = i.of_metric_id AND c.region_id = i.region_id
  AND c.breakdown_id = i.breakdown_id AND c.part = i.part AND c.year = i.year AND c.source_id = i.source_id
  AND c.kind = i.kind AND c.subject = i.subject
WHERE
  q.id = i.metric_id
  AND m.id = i.of_metric_id
  AND r.id = i.region_id
  AND t.id = i.part
  AND b.id = i.breakdown_id
  AND s.id = i.source_id
