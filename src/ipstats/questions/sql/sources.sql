-- The sources that are asked.
SELECT * FROM stored_sources
WHERE TRUE
