"""What writes the documentation: pages made from the program, and the outputs of the examples in all others."""
