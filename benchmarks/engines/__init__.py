"""The engines: small programs that do one measure's work and time themselves, each in an environment of its own.

A program reads one JSON request on standard input and writes one JSON reply on standard output; see `protocol`.
Start one as `PYTHON -m benchmarks.engines.NAME` in the checkout.
"""
