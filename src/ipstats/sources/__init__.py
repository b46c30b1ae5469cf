"""How published material is read: seed folders; every reader yields what was printed, and where."""
