-- How many regions have a figure in each panel that the staged rows touch.
UPDATE panels SET figures = (
  SELECT COUNT(*) FROM observations o WHERE o.panel_id = panels.id AND o.value IS NOT NULL
)
WHERE id IN (SELECT DISTINCT panel_id FROM stage)
