"""The benchmarks: definitions, engines, records."""
