"""The command `dedup`: one file a command, each parses, calls one public function, prints and exits."""

from dedup.cli.commands import app, main

__all__ = ["app", "main"]
