"""The gold set: short texts with made-up figures, and every statement in them; see docs/gold.md."""
