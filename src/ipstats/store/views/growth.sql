-- Growth over the year before.
SELECT
  region_code, region, region_en, region_level, year, period, metric, metric_zh, metric_en,
  patent_type, case_kind, program, unit,
  value, previous_value, previous_low, previous_high, previous_status,
  growth_percent, growth_low, growth_high, stated_percent, verdict, remark,
  status, qualifier, decimals, unit_mult, source, locator, award_level, item_zh, item_en, stated_decimals, previous_qualifier
FROM growth_from
WHERE base_year = year - 1
