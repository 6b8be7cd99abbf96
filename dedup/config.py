"""One configuration: defaults, then a TOML file, then what the command line says; checked once."""

import difflib
import inspect
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from dedup.crawl.extraction import ExtractionSettings
from dedup.crawl.gates import MAX_PAGE_SIZE
from dedup.crawl.policy import Policy
from dedup.errors import ConfigError
from dedup.read import FieldMapping

NAME = "dedup.toml"
"""The file that is read where none is named: in the current folder."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?) *([KMGT]?)(?:i?B)?", re.IGNORECASE)
_LINE = re.compile(r"( {4,8})(\w+(?:, \w+)*): (.*)")


@dataclass(frozen=True, slots=True)
class JobSettings:
    """How the nightly job runs; none of this changes what comes out.

    Attributes:
        index: folder of the index, made by dedup index create; empty where --index names it.
        output: folder of the outputs, new or empty; empty where --output names it.
        metrics: file for Prometheus's node exporter, its name ending in .prom; empty for none.
        unit: records that are read and extracted before they are committed: what a sudden stop loses at most.
    """

    index: str = ""
    output: str = ""
    metrics: str = ""
    unit: int = 4096

    def __post_init__(self) -> None:
        _require(1 <= self.unit <= 1_000_000, "crawl.unit", self.unit, "from 1 to 1,000,000")


@dataclass(frozen=True, slots=True)
class InputSettings:
    """What is read of the inputs.

    Attributes:
        max_page_size: bytes of a page without its encodings, or of a text, such as "5MiB"; a larger one is skipped.
    """

    max_page_size: int = MAX_PAGE_SIZE

    def __post_init__(self) -> None:
        _require(self.max_page_size >= 1, "input.max_page_size", self.max_page_size, "of bytes, at least 1")


@dataclass(frozen=True, slots=True)
class Config:
    """Every option of the nightly job.

    Attributes:
        crawl: the job.
        input: what is read.
        extraction: how text is taken out of pages.
        policy: what is removed, what is only flagged, and what is looked for.
        fields: which fields of records from JSONL and Parquet hold what; the first one filled is taken.
    """

    crawl: JobSettings = field(default_factory=JobSettings)
    input: InputSettings = field(default_factory=InputSettings)
    extraction: ExtractionSettings = field(default_factory=lambda: ExtractionSettings(workers=os.cpu_count() or 1))
    policy: Policy = field(default_factory=Policy)
    fields: FieldMapping = field(default_factory=FieldMapping)

    def __post_init__(self) -> None:
        extraction = self.extraction
        _require(1 <= extraction.workers <= 1024, "extraction.workers", extraction.workers, "from 1 to 1024")
        _require(extraction.page_timeout > 0, "extraction.page_timeout", extraction.page_timeout, "of seconds above 0")
        _require(extraction.page_memory > 1 << 28, "extraction.page_memory", extraction.page_memory, "above 256M")


def load(path: Path | None = None, flags: Mapping[str, Any] | None = None) -> Config:
    """Return the configuration of a file, or of `dedup.toml` where that stands in the current folder, under flags.

    Args:
        flags: values by `section.option`; what is None was not given.

    Raises:
        ConfigError: the file cannot be read or is no TOML, an option is unknown, or a value is out of range.
    """
    written = _read(path) if path or Path(NAME).is_file() else {}
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    for name, value in given.items():
        section, _, option = name.partition(".")
        written.setdefault(section, {})[option] = value
    return _merge(written, str(path or NAME))


def to_toml(config: Config) -> str:
    """Return the configuration as TOML, with a comment on every option."""
    parts = [f"# Every option of dedup crawl. It is read from ./{NAME}, or from the file of --config.\n"]
    for section in fields(config):
        held = getattr(config, section.name)
        lines = [f"# {_comments(Config)[section.name]}", f"[{section.name}]"]
        for option in fields(held):
            lines += [f"# {line}" for line in _comments(type(held)).get(option.name, "").splitlines()]
            lines.append(f"{option.name} = {_to_value(getattr(held, option.name))}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _read(path: Path | None) -> dict[str, Any]:
    file = path or Path(NAME)
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}", hint="name a TOML file; 'dedup config' prints one") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is no TOML: {error}", hint="'dedup config' prints a valid one") from None


def _merge(written: Mapping[str, Any], where: str) -> Config:
    config = Config()
    sections = {one.name: one for one in fields(config)}
    for name, options in written.items():
        if name not in sections:
            raise _unknown(f"{where}: no section [{name}]", name, sections)
        if not isinstance(options, dict):
            raise ConfigError(f"{where}: {name} is no section", hint=f"write [{name}] and its options below")
        config = replace(config, **{name: _fill(getattr(config, name), options, f"{where}: {name}")})
    return config


def _fill(section: Any, options: Mapping[str, Any], where: str) -> Any:  # noqa: ANN401 - a section of Config
    known = {one.name: one for one in fields(section)}
    kinds = get_type_hints(type(section))
    chosen = {}
    for name, value in options.items():
        if name not in known:
            raise _unknown(f"{where} has no option {name!r}", name, known)
        chosen[name] = _convert(value, kinds[name], f"{where}.{name}")
    return replace(section, **chosen)


def _convert(value: Any, kind: Any, where: str) -> Any:  # noqa: ANN401 - one line a kind
    """Return a value of TOML, or of a flag, as the option's type has it."""
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        return tuple(_convert(one, get_args(kind)[0], where) for one in value)
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
        raise ConfigError(f"{where} is {value!r}", hint=f"give one of {', '.join(map(repr, get_args(kind)))}")
    if kind is int and isinstance(value, str) and (size := _SIZE.fullmatch(value.strip())):
        return int(float(size[1]) * 1024 ** " KMGT".index(size[2].upper() or " "))
    if kind == Path | None and isinstance(value, str):
        return Path(value) if value else None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    raise ConfigError(f"{where} is {value!r}", hint=f"give {_describe(kind)}")


def _describe(kind: Any) -> str:  # noqa: ANN401
    names = {int: "a whole number", float: "a number", bool: "true or false", str: "a string"}
    return names.get(kind, "a list of strings")


def _unknown(message: str, name: str, known: Mapping[str, Field[Any]]) -> ConfigError:
    near = difflib.get_close_matches(name, known, n=1)
    return ConfigError(message, hint=f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")


def _to_value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_to_value, value))}]"
    if value is None or isinstance(value, str | Path):
        return json.dumps(str(value or ""), ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _comments(kind: type) -> dict[str, str]:
    """Return what a class says of its attributes in its docstring, by their names."""
    return dict(_entries(inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")[2]))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    names: list[str] = []
    said: list[str] = []
    for line in takewhile(lambda line: not line or line[0] == " ", text.splitlines()):
        found = _LINE.fullmatch(line)
        if found and len(found[1]) == 4:
            yield from ((name, "\n".join(said)) for name in names)
            names, said = found[2].split(", "), [found[3]]
        else:
            said += [line.strip()] if line.strip() else []
    yield from ((name, "\n".join(said)) for name in names)


def _require(holds: bool, name: str, value: object, wanted: str) -> None:
    if not holds:
        raise ConfigError(f"{name} is {value!r}", hint=f"give a number {wanted}")
