"""`dedup schema`: what the JSON looks like."""

from dedup.cli import output


def schema() -> None:
    """Print the JSON Schema of everything that dedup writes as JSON."""
    import json  # noqa: PLC0415 - keeps --help light

    from dedup.reports import schema as load  # noqa: PLC0415

    output.write(json.dumps(load(), indent=2, ensure_ascii=False) + "\n", None)
