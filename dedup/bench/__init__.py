"""The benchmarks: definitions and records live in `benchmarks/`, what runs and shows them lives here."""
