-- The figures that ratios are worked out from: those that are stored. --as-of and --source put others here.
SELECT * FROM observations
