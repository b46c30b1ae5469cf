-- The place of each growth over the year before, among the regions of its level in each region that holds them.
SELECT
  f.region_code, f.region, f.region_en, f.region_level, f.year, f.period, f.metric, f.metric_zh, f.metric_en,
  f.patent_type, f.case_kind, f.program, f.unit, f.value, f.growth_percent, f.growth_low, f.growth_high,
  RANK() OVER (PARTITION BY f.metric, f.year, f.region_level, f.panel_id, c.code ORDER BY f.ordinal DESC) AS rank,
  COUNT(*) OVER (PARTITION BY f.metric, f.year, f.region_level, f.panel_id, c.code) AS ranked_of,
  c.name_zh AS scope, c.name_en AS scope_en, c.code AS scope_code,
  f.remark, f.status, f.qualifier, f.decimals, f.unit_mult, f.source, f.locator, f.award_level,
  f.item_zh, f.item_en, f.ordinal
FROM growth_from f
JOIN regions r ON r.code = f.region_code
JOIN region_memberships g ON g.region_id = r.id AND f.year BETWEEN g.from_year AND g.to_year
JOIN regions c ON c.id = g.scope_id
WHERE f.base_year = f.year - 1 AND f.ordinal IS NOT NULL
