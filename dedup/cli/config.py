"""`dedup config`: every option of the nightly job."""

from pathlib import Path
from typing import Annotated

import typer

from dedup.cli import output

ConfigOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="TOML; default: dedup.toml in the current folder.", show_default=False),
]


def config(config_: ConfigOption = None) -> None:
    """Print the options of `dedup crawl` as they are in force, as TOML with a comment on each."""
    from dedup.config import load, to_toml  # noqa: PLC0415 - keeps --help light

    output.write(to_toml(load(config_)), None)
