-- A panel for each made-up metric and year: its counties all have a figure. Runs on SQLite and on DuckDB.
INSERT INTO panels (id, metric_id, year, level_id, breakdown_id, part, figures)
SELECT
  (m.id - f.id) * 40 + y.year - 1980 + 1, m.id, y.year, l.id, 0, 0,
  (SELECT COUNT(*) FROM regions r WHERE r.level_id = l.id AND r.id >= 700001)
FROM metrics m
JOIN metrics f ON f.code = 'made.m01'
JOIN years y ON y.year BETWEEN 1980 AND 2019
JOIN region_levels l ON l.code = 'county'
WHERE m.subject = 'made'
