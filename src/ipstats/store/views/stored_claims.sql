-- Every row of `claims` as it is stored: what --as-of and --source choose from.
SELECT * FROM claims
