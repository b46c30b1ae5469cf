"""The screen: millions of figures looked through in columns, to find those few that a rule must look at."""
