-- Each figure beside the same fact in an earlier year, and the growth between them with exact bounds.
--
-- Growth is (value - base) / base, worked out by long division on whole numbers: three steps of three
-- digits, and what remains. A quotient times 1000 stays within 64 bits because figures stay below 10^15.
-- Bounds are rounded outwards: growth_low down, growth_high up, so that the true growth is inside.
-- A base that is zero, negative or missing gives no growth, and `remark` says which.
SELECT
  region_code, region, region_en, region_level, year, period, metric, metric_zh, metric_en,
  patent_type, case_kind, program, unit,
  CASE WHEN v % divisor = 0 THEN v / divisor ELSE v * 1.0 / divisor END AS value,
  CASE WHEN b % divisor = 0 THEN b / divisor ELSE b * 1.0 / divisor END AS previous_value,
  CASE WHEN bl % divisor = 0 THEN bl / divisor ELSE bl * 1.0 / divisor END AS previous_low,
  CASE WHEN bh % divisor = 0 THEN bh / divisor ELSE bh * 1.0 / divisor END AS previous_high,
  previous_status,
  (gv + CASE WHEN gv < 0 THEN -50000 ELSE 50000 END) / 100000 / 100.0 AS growth_percent,
  floor_low / 10000.0 AS growth_low,
  ceil_high / 10000.0 AS growth_high,
  stated / 10000.0 AS stated_percent,
  CASE
    WHEN stated IS NULL THEN NULL
    WHEN breaks > 0 OR floor_low IS NULL OR ceil_high IS NULL THEN 'unverifiable'
    WHEN previous_status = 'I' THEN 'consistent'
    WHEN (stated_low IS NULL OR floor_low >= stated_low) AND (stated_high IS NULL OR ceil_high <= stated_high)
      THEN 'reproduced'
    WHEN ceil_low > stated_high OR floor_high < stated_low THEN 'contradicted'
    ELSE 'consistent'
  END AS verdict,
  CASE
    WHEN previous_status IS NULL THEN 'missing_base'
    WHEN b = 0 THEN 'zero_base'
    WHEN b < 0 THEN 'negative_base'
    WHEN bl IS NULL AND b IS NULL THEN 'missing_base'
    WHEN breaks > 0 THEN 'break'
    WHEN v IS NULL AND vl IS NULL AND vh IS NULL THEN 'missing_value'
    WHEN previous_status = 'I' THEN 'recovered_base'
    WHEN status = 'I' THEN 'recovered_value'
    WHEN bl IS NULL OR bh IS NULL OR vl IS NULL OR vh IS NULL OR bl < bh OR vl < vh THEN 'bounded'
    ELSE ''
  END AS remark,
  status, qualifier, decimals, unit_mult, source, locator, award_level, item_zh, item_en, stated_decimals,
  base_year, first_year,
  gv AS ordinal,
  panel_id,
  previous_qualifier
FROM (
  SELECT
    steps.*,
    qv * 1000000000 + d1v * 1000000 + d2v * 1000 + r2v * 1000 / base AS gv,
    (ql * 1000000 + d1l * 1000 + d2l) - CASE WHEN r2l < 0 THEN 1 ELSE 0 END AS floor_low,
    (ql * 1000000 + d1l * 1000 + d2l) + CASE WHEN r2l > 0 THEN 1 ELSE 0 END AS ceil_low,
    (qh * 1000000 + d1h * 1000 + d2h) - CASE WHEN r2h < 0 THEN 1 ELSE 0 END AS floor_high,
    (qh * 1000000 + d1h * 1000 + d2h) + CASE WHEN r2h > 0 THEN 1 ELSE 0 END AS ceil_high
  FROM (
    SELECT
      second.*,
      r1v * 1000 / base AS d2v, r1v * 1000 % base AS r2v,
      r1l * 1000 / base_high AS d2l, r1l * 1000 % base_high AS r2l,
      r1h * 1000 / base_low AS d2h, r1h * 1000 % base_low AS r2h
    FROM (
      SELECT
        first.*,
        r0v * 1000 / base AS d1v, r0v * 1000 % base AS r1v,
        r0l * 1000 / base_high AS d1l, r0l * 1000 % base_high AS r1l,
        r0h * 1000 / base_low AS d1h, r0h * 1000 % base_low AS r1h
      FROM (
        SELECT
          pairs.*,
          -- A growth of more than nine hundred million fold is no growth: it would not fit, and is left out.
          CASE WHEN (v - base) / base < 900000000 THEN (v - base) / base END AS qv,
          (v - base) % base AS r0v,
          CASE WHEN (vl - base_high) / base_high < 900000000 THEN (vl - base_high) / base_high END AS ql,
          (vl - base_high) % base_high AS r0l,
          CASE WHEN (vh - base_low) / base_low < 900000000 THEN (vh - base_low) / base_low END AS qh,
          (vh - base_low) % base_low AS r0h
        FROM (
          SELECT
            r.code AS region_code, r.name_zh AS region, r.name_en AS region_en, l.code AS region_level,
            o.year AS year, CAST(o.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(o.year AS TEXT)) AS period,
            m.code AS metric, m.name_zh AS metric_zh, m.name_en AS metric_en,
            COALESCE(i.patent_type, '') AS patent_type, COALESCE(i.case_kind, '') AS case_kind,
            COALESCE(i.program, '') AS program, COALESCE(i.award_level, '') AS award_level, i.name_zh AS item_zh, i.name_en AS item_en,
            m.unit AS unit, m.divisor AS divisor,
            o.value AS v, o.low AS vl, o.high AS vh, o.status AS status, o.qualifier AS qualifier,
            o.decimals AS decimals, o.unit_mult AS unit_mult, o.panel_id AS panel_id,
            p.value AS b, p.low AS bl, p.high AS bh, p.status AS previous_status,
            p.qualifier AS previous_qualifier,
            CASE WHEN p.value > 0 THEN p.value END AS base,
            CASE WHEN p.low > 0 THEN p.low END AS base_low,
            CASE WHEN p.low > 0 THEN p.high END AS base_high,
            c.value AS stated, c.low AS stated_low, c.high AS stated_high, c.decimals AS stated_decimals,
            s.code AS source, o.locator AS locator, y.year AS base_year,
            (
              SELECT MIN(x.year) FROM observations x
              WHERE x.metric_id = o.metric_id AND x.region_id = o.region_id
                AND x.breakdown_id = o.breakdown_id AND x.part = o.part
                AND x.panel_id IS NOT NULL AND (x.value IS NOT NULL OR x.low IS NOT NULL)
            ) AS first_year,
            -- A break between the base and the figure is a break between them, whichever year it is of.
            (
              SELECT COUNT(*) FROM observations k
              WHERE k.metric_id = o.metric_id AND k.region_id = o.region_id
                AND k.breakdown_id = o.breakdown_id AND k.part = o.part
                AND k.year > y.year AND k.year <= o.year AND k.panel_id IS NOT NULL AND k.status = 'B'
            ) AS breaks
          FROM observations o
          JOIN metrics m ON m.id = o.metric_id
          JOIN regions r ON r.id = o.region_id
          JOIN region_levels l ON l.id = r.level_id
          JOIN period_parts t ON t.id = o.part
          JOIN breakdowns i ON i.id = o.breakdown_id
          JOIN sources s ON s.id = o.source_id
          JOIN years y ON y.year < o.year
          LEFT JOIN observations p
            ON p.metric_id = o.metric_id AND p.region_id = o.region_id AND p.breakdown_id = o.breakdown_id
            AND p.part = o.part AND p.year = y.year AND p.panel_id IS NOT NULL
          LEFT JOIN claims c
            ON c.metric_id = o.metric_id AND c.region_id = o.region_id AND c.breakdown_id = o.breakdown_id
            AND c.part = o.part AND c.year = o.year AND c.kind = 'growth' AND c.subject = 'level'
            AND c.base_year = y.year AND c.preferred = 1
          WHERE o.panel_id IS NOT NULL
        ) pairs
      ) first
    ) second
  ) steps
) grown
