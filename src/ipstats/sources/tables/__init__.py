"""How the tables of a sheet are found and read: by what stands in the cells, never by a configuration."""
