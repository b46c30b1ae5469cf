-- Sums over the regions of a level inside a region, by the membership of the year, beside what is printed for it.
--
-- `of_level` says what was added up: province inside the nation is the nation without Hong Kong, Macao and
-- Taiwan, and `province+hmt_region` is all of it. A ratio is never summed. `missing` is how many of the
-- regions have no figure. A unit that overlaps the region above it (the Corps) is not added.
SELECT
  region_code, region, region_en, region_level, year, period,
  metric, metric_zh, metric_en, patent_type, case_kind, program, unit,
  CASE WHEN v % divisor = 0 THEN v / divisor ELSE v * 1.0 / divisor END AS value,
  CASE WHEN vl % divisor = 0 THEN vl / divisor ELSE vl * 1.0 / divisor END AS low,
  CASE WHEN vh % divisor = 0 THEN vh / divisor ELSE vh * 1.0 / divisor END AS high,
  of_level, figures,
  (
    SELECT COUNT(*)
    FROM region_memberships n
    JOIN regions e ON e.id = n.region_id AND e.overlaps_parent = 0
    JOIN region_levels h ON h.id = e.level_id
    WHERE n.scope_id = summed.scope_id AND summed.year BETWEEN n.from_year AND n.to_year
      AND (h.code = of_level OR of_level = 'province+hmt_region' AND h.code IN ('province', 'hmt_region'))
  ) - figures AS missing,
  (
    SELECT CASE WHEN q.value % divisor = 0 THEN q.value / divisor ELSE q.value * 1.0 / divisor END
    FROM observations q
    WHERE q.metric_id = summed.metric_id AND q.region_id = summed.scope_id AND q.breakdown_id = summed.breakdown_id
      AND q.part = summed.part AND q.year = summed.year AND q.panel_id IS NOT NULL
  ) AS printed_value,
  CAST('computed' AS TEXT) AS qualifier,
  CASE WHEN recovered > 0 THEN 'I' WHEN breaks > 0 THEN 'B' ELSE 'A' END AS status,
  decimals, 0 AS unit_mult, award_level, item_zh, item_en
FROM (
  SELECT
    c.id AS scope_id, o.metric_id AS metric_id, o.breakdown_id AS breakdown_id, o.part AS part,
    c.code AS region_code, c.name_zh AS region, c.name_en AS region_en, k.code AS region_level,
    o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
    m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en, m.unit AS unit, m.divisor AS divisor,
    COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
    COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level,
    b.name_zh AS item_zh, b.name_en AS item_en,
    a.of_level AS of_level,
    CAST(CASE WHEN COUNT(o.value) = COUNT(*) THEN SUM(o.value) END AS BIGINT) AS v,
    CAST(CASE WHEN COUNT(o.low) = COUNT(*) THEN SUM(o.low) END AS BIGINT) AS vl,
    CAST(CASE WHEN COUNT(o.high) = COUNT(*) THEN SUM(o.high) END AS BIGINT) AS vh,
    COUNT(*) AS figures,
    SUM(CASE WHEN o.status = 'I' THEN 1 ELSE 0 END) AS recovered,
    SUM(CASE WHEN o.status = 'B' THEN 1 ELSE 0 END) AS breaks,
    MAX(CASE WHEN o.decimals > o.unit_mult THEN o.decimals - o.unit_mult ELSE 0 END) AS decimals
  FROM observations o
  JOIN metrics m ON m.id = o.metric_id AND m.adds_over_regions = 1
  JOIN regions r ON r.id = o.region_id AND r.overlaps_parent = 0
  JOIN (
    SELECT id, code AS of_level, 0 AS nation FROM region_levels
    UNION ALL SELECT id, 'province+hmt_region', 100000 FROM region_levels WHERE code IN ('province', 'hmt_region')
  ) a ON a.id = r.level_id
  JOIN breakdowns b ON b.id = o.breakdown_id
  JOIN period_parts t ON t.id = o.part
  JOIN region_memberships g ON g.region_id = o.region_id AND o.year BETWEEN g.from_year AND g.to_year
  JOIN regions c ON c.id = g.scope_id AND (a.nation = 0 OR a.nation = c.id)
  JOIN region_levels k ON k.id = c.level_id
  WHERE o.panel_id IS NOT NULL AND (o.value IS NOT NULL OR o.low IS NOT NULL)
  GROUP BY
    c.id, o.metric_id, o.breakdown_id, o.part, c.code, c.name_zh, c.name_en, k.code, o.year, t.suffix, m.code,
    m.name_zh, m.name_en, m.unit, m.divisor, COALESCE(b.patent_type, ''), COALESCE(b.case_kind, ''),
    COALESCE(b.program, ''), COALESCE(b.award_level, ''), b.name_zh, b.name_en, a.of_level
) summed
