-- Every check of a published number: what it should be by a rule, the verdict, and why, in both languages.
--
-- Kept up to date by loading. What each was computed from is in `finding_inputs`, by `metric` and `finding`.
-- `computed_low` and `computed_high` are rounded outwards; `sharpness` is the percentage of random numbers of
-- the same print that would have passed. The joins are crossed so that SQLite begins with the checks.
SELECT
  k.rule AS rule, k.verdict AS verdict, r.name_zh AS region, k.year AS year, m.code AS metric,
  k.published AS published,
  CASE WHEN k.computed_low % k.divisor = 0 THEN k.computed_low / k.divisor ELSE k.computed_low * 1.0 / k.divisor END
    AS computed_low,
  CASE WHEN k.computed_high % k.divisor = 0 THEN k.computed_high / k.divisor ELSE k.computed_high * 1.0 / k.divisor END
    AS computed_high,
  k.implied_en AS implied_en, k.implied_zh AS implied_zh, k.sharpness AS sharpness,
  k.explanation_en AS explanation_en, k.explanation_zh AS explanation_zh,
  s.code AS source, k.locator AS locator, k.gross AS gross,
  k.suspects_en AS suspects_en, k.suspects_zh AS suspects_zh,
  r.code AS region_code, r.name_en AS region_en, l.code AS region_level,
  CAST(k.year AS TEXT) || REPLACE(t.suffix, 'YYYY', CAST(k.year AS TEXT)) AS period,
  m.name_zh AS metric_zh, m.name_en AS metric_en,
  COALESCE(b.patent_type, '') AS patent_type, COALESCE(b.case_kind, '') AS case_kind,
  COALESCE(b.program, '') AS program, COALESCE(b.award_level, '') AS award_level,
  b.name_zh AS item_zh, b.name_en AS item_en,
  k.kind AS kind, k.subject AS subject, k.id AS finding
FROM checks k
CROSS JOIN metrics m
CROSS JOIN regions r
CROSS JOIN region_levels l
CROSS JOIN period_parts t
CROSS JOIN breakdowns b
CROSS JOIN sources s
WHERE
  m.id = k.metric_id
  AND r.id = k.region_id
  AND l.id = r.level_id
  AND t.id = k.part
  AND b.id = k.breakdown_id
  AND s.id = k.source_id
