-- The place of each share among the regions of one level that have the same whole.
SELECT
  f.region_code, f.region, f.region_en, f.region_level, f.year, f.period, f.metric, f.metric_zh, f.metric_en,
  f.patent_type, f.case_kind, f.program, f.unit, f.value, f.share_percent, f.share_low, f.share_high,
  RANK() OVER (PARTITION BY f.metric, f.year, f.region_level, f.panel_id, f.share_of ORDER BY f.ordinal DESC) AS rank,
  COUNT(*) OVER (PARTITION BY f.metric, f.year, f.region_level, f.panel_id, f.share_of) AS ranked_of,
  f.share_of, f.whole AS scope, f.whole_en AS scope_en,
  CASE WHEN f.share_of = 'total' THEN '100000' ELSE f.share_of END AS scope_code,
  f.status, f.qualifier, f.decimals, f.unit_mult, f.source, f.locator, f.award_level, f.item_zh, f.item_en, f.ordinal
FROM shares f
WHERE f.ordinal IS NOT NULL
