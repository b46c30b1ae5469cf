-- Ratios worked out from figures, in the form of observations: one for each figure of the numerator.
--
-- The declaration says which metric is divided by which, of how many years before, per how many of its units,
-- and from which publication. The quotient is found by long division on whole numbers, three digits at a
-- time, as in `growth_from`: bounds are rounded outwards, and the value half up.
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, breakdown_kind,
  (quotient + 5) / 10 AS value,
  quotient_low AS low,
  quotient_high + CASE WHEN remains_high > 0 THEN 1 ELSE 0 END AS high,
  decimals, 0 AS unit_mult, CAST('computed' AS TEXT) AS qualifier, status, CAST('' AS TEXT) AS published, locator
FROM (
  SELECT
    fourth.*,
    -- One digit more than is kept, to be rounded.
    q0 * scale * 10 + d1 * scale / 100 + d2 * scale / 100000 + d3 * scale / 100000000 + d4 * scale / 100000000000
      + r4 * 1000 / base * scale / 100000000000000 AS quotient,
    q0l * scale + d1l * scale / 1000 + d2l * scale / 1000000 + d3l * scale / 1000000000
      + d4l * scale / 1000000000000 + r4l * 1000 / base_high * scale / 1000000000000000 AS quotient_low,
    q0h * scale + d1h * scale / 1000 + d2h * scale / 1000000 + d3h * scale / 1000000000
      + d4h * scale / 1000000000000 + r4h * 1000 / base_low * scale / 1000000000000000 AS quotient_high,
    d1h * scale % 1000 + d2h * scale % 1000000 + d3h * scale % 1000000000 + d4h * scale % 1000000000000
      + r4h * 1000 / base_low * scale % 1000000000000000 + r4h * 1000 % base_low AS remains_high
  FROM (
    SELECT
      third.*,
      r3 * 1000 / base AS d4, r3 * 1000 % base AS r4,
      r3l * 1000 / base_high AS d4l, r3l * 1000 % base_high AS r4l,
      r3h * 1000 / base_low AS d4h, r3h * 1000 % base_low AS r4h
    FROM (
      SELECT
        second.*,
        r2 * 1000 / base AS d3, r2 * 1000 % base AS r3,
        r2l * 1000 / base_high AS d3l, r2l * 1000 % base_high AS r3l,
        r2h * 1000 / base_low AS d3h, r2h * 1000 % base_low AS r3h
      FROM (
        SELECT
          first.*,
          r1 * 1000 / base AS d2, r1 * 1000 % base AS r2,
          r1l * 1000 / base_high AS d2l, r1l * 1000 % base_high AS r2l,
          r1h * 1000 / base_low AS d2h, r1h * 1000 % base_low AS r2h
        FROM (
          SELECT
            operands.*,
            v / base AS q0, v % base * 1000 / base AS d1, v % base * 1000 % base AS r1,
            vl / base_high AS q0l, vl % base_high * 1000 / base_high AS d1l, vl % base_high * 1000 % base_high AS r1l,
            vh / base_low AS q0h, vh % base_low * 1000 / base_low AS d1h, vh % base_low * 1000 % base_low AS r1h
          FROM (
            SELECT
              p.metric_id AS metric_id, o.region_id AS region_id, o.breakdown_id AS breakdown_id, o.part AS part,
              o.year AS year, o.source_id AS source_id, o.breakdown_kind AS breakdown_kind,
              p.scale AS scale, p.decimals AS decimals,
              -- Long division is of what is not below zero: a print that could be gives no lower bound.
              o.value AS v, CASE WHEN o.low >= 0 THEN o.low END AS vl, o.high AS vh,
              -- A quotient that would not fit among the figures is none.
              CASE WHEN o.value / p.value < 1000000000000000 / p.scale THEN p.value END AS base,
              CASE WHEN p.low > 0 AND o.high / p.low < 1000000000000000 / p.scale THEN p.low END AS base_low,
              CASE WHEN p.low > 0 THEN p.high END AS base_high,
              CASE WHEN 'I' IN (o.status, p.status) THEN 'I' WHEN 'B' IN (o.status, p.status) THEN 'B' ELSE 'A' END AS status,
              s.code || ', ' || o.locator || ' / ' || p.source || ', ' || p.locator AS locator
            FROM (
              SELECT
                q.metric_id AS metric_id, q.numerator_id AS numerator_id, q.scale AS scale, q.decimals AS decimals,
                x.region_id AS region_id, x.year + q.lag AS year,
                x.value AS value, x.low AS low, x.high AS high, x.status AS status, y.code AS source, x.locator AS locator,
                ROW_NUMBER() OVER (
                  PARTITION BY q.metric_id, x.region_id, x.year
                  -- What was recovered was not published.
                  ORDER BY CASE WHEN x.status = 'I' THEN 1 ELSE 0 END, y.published, y.priority, y.id
                ) AS place
              FROM declared_ratios q
              JOIN stated_figures x
                ON x.metric_id = q.denominator_id AND x.breakdown_id = 0 AND x.part = 0 AND x.value > 0
                AND (q.vintage = 'first' OR x.panel_id IS NOT NULL)
              JOIN sources y ON y.id = x.source_id
            ) p
            JOIN stated_figures o
              ON o.metric_id = p.numerator_id AND o.region_id = p.region_id AND o.part = 0 AND o.year = p.year
              AND o.panel_id IS NOT NULL AND o.value >= 0
            JOIN sources s ON s.id = o.source_id
            WHERE p.place = 1
          ) operands
        ) first
      ) second
    ) third
  ) fourth
) quotients
WHERE quotient IS NOT NULL
