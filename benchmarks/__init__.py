"""How ipstats compares with general tools, on processor time and memory; see docs/benchmarks.md."""
