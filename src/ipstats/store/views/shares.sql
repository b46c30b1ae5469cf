-- The share of each figure in a whole: the total of its breakdown, or a region that contains its own.
--
-- `share_of` names the whole: `total` (invention grants in all grants) or the code of the containing
-- region. Shares are rounded half up to two decimals and their bounds outwards to four, by long division as
-- in `growth_from`. A ratio has no share.
SELECT
  region_code, region, region_en, region_level, year, period, metric, metric_zh, metric_en,
  patent_type, case_kind, program, unit,
  CASE WHEN v % divisor = 0 THEN v / divisor ELSE v * 1.0 / divisor END AS value,
  CASE WHEN w % divisor = 0 THEN w / divisor ELSE w * 1.0 / divisor END AS whole_value,
  share_of, whole, whole_en,
  (qv * 1000000 + r0v * 1000 / w * 1000 + r0v * 1000 % w * 1000 / w + 50) / 100 / 100.0 AS share_percent,
  (ql * 1000000 + r0l * 1000 / whole_high * 1000 + r0l * 1000 % whole_high * 1000 / whole_high) / 10000.0
    AS share_low,
  (
    qh * 1000000 + r0h * 1000 / whole_low * 1000 + r0h * 1000 % whole_low * 1000 / whole_low
    + CASE WHEN r0h * 1000 % whole_low * 1000 % whole_low > 0 THEN 1 ELSE 0 END
  ) / 10000.0 AS share_high,
  whole_status, status, qualifier, decimals, unit_mult, source, locator, award_level, item_zh, item_en,
  qv * 1000000000 + r0v * 1000 / w * 1000000 + r0v * 1000 % w * 1000 / w * 1000 AS ordinal,
  panel_id
FROM (
  SELECT
    wholes.*,
    v / w AS qv, v % w AS r0v,
    vl / whole_high AS ql, vl % whole_high AS r0l,
    vh / whole_low AS qh, vh % whole_low AS r0h
  FROM (
    SELECT
      r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
      o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
      m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
      COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
      COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en,
      m.unit AS unit, m.divisor AS divisor,
      o.value AS v, o.low AS vl, o.high AS vh,
      CASE WHEN q.value > 0 THEN q.value END AS w,
      CASE WHEN q.low > 0 THEN q.low END AS whole_low,
      CASE WHEN q.low > 0 THEN q.high END AS whole_high,
      CAST('total' AS TEXT) AS share_of, m.name_zh AS whole, m.name_en AS whole_en,
      q.status AS whole_status, o.status AS status, o.qualifier AS qualifier,
      o.decimals AS decimals, o.unit_mult AS unit_mult, s.code AS source, o.locator AS locator,
      o.panel_id AS panel_id
    FROM observations o
    JOIN metrics m ON m.id = o.metric_id AND m.kind <> 'ratio'
    JOIN regions r ON r.id = o.region_id
    JOIN region_levels l ON l.id = r.level_id
    JOIN period_parts t ON t.id = o.part
    JOIN breakdowns b ON b.id = o.breakdown_id
    JOIN sources s ON s.id = o.source_id
    JOIN observations q
      ON q.metric_id = o.metric_id AND q.region_id = o.region_id AND q.breakdown_id = b.parent_id
      AND q.part = o.part AND q.year = o.year AND q.panel_id IS NOT NULL
    WHERE o.panel_id IS NOT NULL AND o.value IS NOT NULL
    UNION ALL
    SELECT
      r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
      o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
      m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
      COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
      COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level, b.name_zh AS item_zh, b.name_en AS item_en,
      m.unit AS unit, m.divisor AS divisor,
      o.value AS v, o.low AS vl, o.high AS vh,
      CASE WHEN q.value > 0 THEN q.value END AS w,
      CASE WHEN q.low > 0 THEN q.low END AS whole_low,
      CASE WHEN q.low > 0 THEN q.high END AS whole_high,
      c.code AS share_of, c.name_zh AS whole, c.name_en AS whole_en,
      q.status AS whole_status, o.status AS status, o.qualifier AS qualifier,
      o.decimals AS decimals, o.unit_mult AS unit_mult, s.code AS source, o.locator AS locator,
      o.panel_id AS panel_id
    FROM observations o
    JOIN metrics m ON m.id = o.metric_id AND m.adds_over_regions = 1
    JOIN regions r ON r.id = o.region_id
    JOIN region_levels l ON l.id = r.level_id
    JOIN period_parts t ON t.id = o.part
    JOIN breakdowns b ON b.id = o.breakdown_id
    JOIN sources s ON s.id = o.source_id
    JOIN region_memberships g ON g.region_id = o.region_id AND o.year BETWEEN g.from_year AND g.to_year
    JOIN regions c ON c.id = g.scope_id
    JOIN observations q
      ON q.metric_id = o.metric_id AND q.region_id = g.scope_id AND q.breakdown_id = o.breakdown_id
      AND q.part = o.part AND q.year = o.year AND q.panel_id IS NOT NULL
    WHERE o.panel_id IS NOT NULL AND o.value IS NOT NULL
  ) wholes
) divided
