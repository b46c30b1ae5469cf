"""What is checked: published figures and claims recomputed, one rule a file."""
