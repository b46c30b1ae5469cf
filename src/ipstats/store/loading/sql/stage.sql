-- Rows of one file, as they come; nothing is known yet of whether they fit in.
CREATE TEMPORARY TABLE stage (
  line BIGINT NOT NULL,
  metric_id INTEGER NOT NULL,
  region_id INTEGER NOT NULL,
  breakdown_id INTEGER NOT NULL,
  part SMALLINT NOT NULL,
  year SMALLINT NOT NULL,
  breakdown_kind SMALLINT NOT NULL,
  panel_id INTEGER NOT NULL,
  value BIGINT,
  low BIGINT,
  high BIGINT,
  decimals SMALLINT NOT NULL,
  unit_mult SMALLINT NOT NULL,
  qualifier TEXT NOT NULL,
  status TEXT NOT NULL,
  published TEXT NOT NULL,
  locator TEXT NOT NULL
)
