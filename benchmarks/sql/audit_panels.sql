-- A panel for each made-up metric, year and level: all regions of these levels have a figure. Runs on SQLite and on
-- DuckDB.
INSERT INTO panels (id, metric_id, year, level_id, breakdown_id, part, figures)
SELECT
  ((m.id - f.id) * 40 + y.year - 1980) * 10 + l.id, m.id, y.year, l.id, 0, 0,
  (SELECT COUNT(*) FROM regions r WHERE r.level_id = l.id AND (l.code IN ('country', 'province') OR r.id >= 690001))
FROM metrics m
JOIN metrics f ON f.code = 'made.m01'
JOIN years y ON y.year BETWEEN 1980 AND 2019
JOIN region_levels l ON l.code IN ('country', 'province', 'prefecture', 'county')
WHERE m.subject = 'made'
