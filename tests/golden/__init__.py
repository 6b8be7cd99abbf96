"""Reports kept to be read by eye: a change of a report shows as a diff."""
