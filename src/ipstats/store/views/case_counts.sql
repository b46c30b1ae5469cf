-- Enforcement cases by kind: how many were taken up and how many were closed in the same period.
--
-- More closed than accepted were carried over from before: `carried_over_at_least` says how many, at the
-- least, from the bounds of both.
SELECT
  region_code, region, region_en, region_level, year, period, case_kind, case_zh, case_en, procedure, closed_term_zh,
  MAX(CASE WHEN metric = 'case.accepted' THEN value END) AS accepted,
  MAX(CASE WHEN metric = 'case.closed' THEN value END) AS closed,
  CASE
    WHEN MAX(CASE WHEN metric = 'case.closed' THEN low END) > MAX(CASE WHEN metric = 'case.accepted' THEN high END)
    THEN MAX(CASE WHEN metric = 'case.closed' THEN low END) - MAX(CASE WHEN metric = 'case.accepted' THEN high END)
  END AS carried_over_at_least,
  unit,
  MAX(CASE WHEN metric = 'case.accepted' THEN status END) AS accepted_status,
  MAX(CASE WHEN metric = 'case.closed' THEN status END) AS closed_status,
  MIN(source) AS source,
  MAX(CASE WHEN metric = 'case.accepted' THEN locator END) AS accepted_locator,
  MAX(CASE WHEN metric = 'case.closed' THEN locator END) AS closed_locator,
  position
FROM (
  SELECT
    f.*, c.name_zh AS case_zh, c.name_en AS case_en, c.procedure AS procedure,
    c.closed_term_zh AS closed_term_zh, c.position AS position
  FROM facts f
  JOIN cases c ON c.code = f.case_kind
  WHERE f.metric IN ('case.accepted', 'case.closed')
) counted
GROUP BY
  region_code, region, region_en, region_level, year, period, case_kind, case_zh, case_en, procedure,
  closed_term_zh, unit, position
