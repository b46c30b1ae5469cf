-- Facts of the staged rows that more than one source states. None of them is in a panel that is new.
CREATE TEMPORARY TABLE contested AS
SELECT DISTINCT s.metric_id, s.region_id, s.breakdown_id, s.part, s.year
FROM stage s
JOIN observations o
  ON o.metric_id = s.metric_id AND o.region_id = s.region_id AND o.breakdown_id = s.breakdown_id
  AND o.part = s.part AND o.year = s.year AND o.source_id <> :source_id
WHERE s.panel_id < :first_new_panel
