-- Every row of `observations` as it is stored: what --as-of and --source choose from.
SELECT * FROM observations
