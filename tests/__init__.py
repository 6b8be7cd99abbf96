"""The tests of dedup."""
