"""The database: its tables, how it is made, filled, migrated and opened."""
