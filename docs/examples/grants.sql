SELECT region, patent_type, value
FROM facts
WHERE metric = 'patent.grants' AND year = 2016 AND region = '新疆'
ORDER BY value DESC
