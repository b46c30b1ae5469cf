-- What is known of each program: its figures, who took part and how far they came, its documents.
SELECT
  p.code AS program, p.name_zh AS program_zh, p.name_en AS program_en, p.kind AS program_kind,
  r.code AS region_code, r.name_zh AS region, r.name_en AS region_en,
  f.year AS year, CAST('figure' AS TEXT) AS record,
  f.metric AS item, f.metric_zh AS item_zh, f.metric_en AS item_en,
  COALESCE(a.name_zh, '') AS detail_zh, COALESCE(a.name_en, '') AS detail_en,
  f.value AS value, f.low AS low, f.high AS high, f.unit AS unit,
  f.published AS published, f.status AS status, f.qualifier AS qualifier,
  f.decimals AS decimals, f.unit_mult AS unit_mult,
  f.source AS source, f.locator AS locator, COALESCE(a.position, 0) AS position
FROM facts f
JOIN programs p ON p.code = f.program
JOIN regions r ON r.code = f.region_code
LEFT JOIN award_levels a ON a.code = f.award_level
UNION ALL
SELECT
  p.code, p.name_zh, p.name_en, p.kind, r.code, r.name_zh, r.name_en,
  n.year, CAST('participant' AS TEXT),
  n.kind, n.name_zh, n.name_en,
  CASE n.stage
    WHEN 'applied' THEN '申报' WHEN 'approved' THEN '获批' WHEN 'running' THEN '实施'
    WHEN 'review' THEN '总结' WHEN 'accepted' THEN '验收' WHEN 'awarded' THEN '获奖' ELSE n.stage
  END,
  n.stage,
  NULL, NULL, NULL, CAST('' AS TEXT), CAST('' AS TEXT), CAST('A' AS TEXT), CAST('exact' AS TEXT), 0, 0,
  s.code, n.locator, n.position
FROM program_participants n
JOIN programs p ON p.code = n.program
JOIN regions r ON r.id = p.region_id
JOIN sources s ON s.id = n.source_id
UNION ALL
SELECT
  p.code, p.name_zh, p.name_en, p.kind, r.code, r.name_zh, r.name_en,
  CAST(SUBSTR(d.issued, 1, 4) AS INTEGER), CAST('document' AS TEXT),
  d.number, d.name_zh, d.name_en, d.issued, d.issued,
  NULL, NULL, NULL, CAST('' AS TEXT), d.number, CAST('A' AS TEXT), CAST('exact' AS TEXT), 0, 0,
  s.code, d.locator, 0
FROM documents d
JOIN programs p ON p.code = d.program
JOIN regions r ON r.id = d.region_id
JOIN sources s ON s.id = d.source_id
