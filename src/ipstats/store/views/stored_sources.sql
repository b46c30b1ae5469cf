-- Every row of `sources` as it is stored: what --as-of and --source choose from.
SELECT * FROM sources
