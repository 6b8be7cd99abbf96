"""Near-duplicates and provenance of news."""
