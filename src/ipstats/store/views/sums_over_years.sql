-- Sums of flows and amounts over years: for each first and last year, what the years between them add up to.
--
-- A stock is never summed over years, nor a ratio. `missing` is how many of the years have no figure: then the
-- sum is what the others make. Bounds are the sums of the bounds. Years may lie up to twenty before the first
-- figure of the metric or after its last. Name both years: without, all pairs are worked out.
SELECT
  region_code, region, region_en, region_level, to_year AS year,
  CAST(from_year AS TEXT) || '/' || CAST(to_year AS TEXT) AS period,
  metric, metric_zh, metric_en, patent_type, case_kind, program, unit,
  CASE WHEN v % divisor = 0 THEN v / divisor ELSE v * 1.0 / divisor END AS value,
  CASE WHEN vl % divisor = 0 THEN vl / divisor ELSE vl * 1.0 / divisor END AS low,
  CASE WHEN vh % divisor = 0 THEN vh / divisor ELSE vh * 1.0 / divisor END AS high,
  from_year, to_year, figures, to_year - from_year + 1 - figures AS missing,
  CAST('computed' AS TEXT) AS qualifier,
  CASE WHEN recovered > 0 THEN 'I' WHEN breaks > 0 THEN 'B' ELSE 'A' END AS status,
  decimals, 0 AS unit_mult, award_level, item_zh, item_en
FROM (
  SELECT
    r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
    f.year AS from_year, t.year AS to_year,
    m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en, m.unit AS unit, m.divisor AS divisor,
    COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
    COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level,
    b.name_zh AS item_zh, b.name_en AS item_en,
    CAST(CASE WHEN COUNT(o.value) = COUNT(*) THEN SUM(o.value) END AS BIGINT) AS v,
    CAST(CASE WHEN COUNT(o.low) = COUNT(*) THEN SUM(o.low) END AS BIGINT) AS vl,
    CAST(CASE WHEN COUNT(o.high) = COUNT(*) THEN SUM(o.high) END AS BIGINT) AS vh,
    COUNT(*) AS figures,
    SUM(CASE WHEN o.status = 'I' THEN 1 ELSE 0 END) AS recovered,
    SUM(CASE WHEN o.status = 'B' AND o.year > f.year THEN 1 ELSE 0 END) AS breaks,
    MAX(CASE WHEN o.decimals > o.unit_mult THEN o.decimals - o.unit_mult ELSE 0 END) AS decimals
  FROM observations o
  JOIN metrics m ON m.id = o.metric_id AND m.adds_over_years = 1
  JOIN regions r ON r.id = o.region_id
  JOIN region_levels l ON l.id = r.level_id
  JOIN breakdowns b ON b.id = o.breakdown_id
  JOIN (
    SELECT metric_id, MIN(year) - 20 AS first_year, MAX(year) + 20 AS last_year FROM panels GROUP BY metric_id
  ) e ON e.metric_id = o.metric_id
  JOIN years f ON f.year <= o.year AND f.year >= e.first_year
  JOIN years t ON t.year >= o.year AND t.year <= e.last_year
  WHERE o.panel_id IS NOT NULL AND o.part = 0 AND (o.value IS NOT NULL OR o.low IS NOT NULL)
  GROUP BY
    r.code, r.name_zh, r.name_en, l.code, f.year, t.year, m.code, m.name_zh, m.name_en, m.unit, m.divisor,
    COALESCE(b.patent_type, ''), COALESCE(b.case_kind, ''), COALESCE(b.program, ''), COALESCE(b.award_level, ''),
    b.name_zh, b.name_en
) summed
