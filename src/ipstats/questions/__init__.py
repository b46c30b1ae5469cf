"""The questions: what can be asked, how a person's words select, and the asking itself."""
