-- Where each figure was published, by every source that states it; the preferred source has `preferred` 1.
SELECT
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
  o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
  m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, m.unit AS unit,
  CASE WHEN o.value % m.divisor = 0 THEN o.value / m.divisor ELSE o.value * 1.0 / m.divisor END AS value,
  CASE WHEN o.low % m.divisor = 0 THEN o.low / m.divisor ELSE o.low * 1.0 / m.divisor END AS low,
  CASE WHEN o.high % m.divisor = 0 THEN o.high / m.divisor ELSE o.high * 1.0 / m.divisor END AS high,
  o.published AS published, o.status AS status, o.qualifier AS qualifier,
  CASE WHEN o.panel_id IS NULL THEN 0 ELSE 1 END AS preferred,
  s.code AS source, s.name_zh AS publication, s.name_en AS publication_en, s.edition AS edition,
  s.publisher AS publisher, s.published AS published_on, o.locator AS locator,
  d.method AS method, d.candidates AS candidates,
  o.decimals AS decimals, o.unit_mult AS unit_mult,
  COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en
FROM observations o
JOIN metrics m ON m.id = o.metric_id
JOIN regions r ON r.id = o.region_id
JOIN region_levels l ON l.id = r.level_id
JOIN period_parts t ON t.id = o.part
JOIN breakdowns b ON b.id = o.breakdown_id
JOIN sources s ON s.id = o.source_id
LEFT JOIN derivations d
  ON d.metric_id = o.metric_id AND d.region_id = o.region_id AND d.breakdown_id = o.breakdown_id
  AND d.part = o.part AND d.year = o.year AND d.source_id = o.source_id
