"""The speed benchmark: a made corpus, engines that time themselves, answers held against exact ones, records."""
