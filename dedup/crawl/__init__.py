"""The nightly crawl: what is new, what repeats, and what copies whom, against tonight and the months before."""
