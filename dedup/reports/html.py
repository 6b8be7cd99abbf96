"""One self-contained page: no network, one script whose hash the page's own policy names, everything escaped."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from dedup.model import Document, DocumentProvenance, Match, Provenance
from dedup.reports import rewrites, words
from dedup.reports.compare_view import match_view
from dedup.reports.views import DocumentView, document_view, numbers_of, safe_link

if TYPE_CHECKING:
    from jinja2 import Environment


def provenance_html(provenance: Provenance) -> str:
    """Return the collection's report as a page."""
    dated, undated = _timeline(provenance.documents)
    views = [document_view(number, report) for number, report in enumerate(provenance.documents)]
    return page(
        "report.html.jinja",
        provenance=provenance,
        views=views,
        ranked=sorted(views, key=_rank),
        numbers=numbers_of(provenance.documents),
        dated=dated,
        undated=undated,
    )


def match_html(match: Match, target: Document, source: Document) -> str:
    """Return a comparison as a page: both texts side by side."""
    return page("compare.html.jinja", match=match, view=match_view(match, target, source))


def page(template: str, **values: object) -> str:
    """Return a page from a template of this room and the values that it names."""
    return _environment().get_template(template).render(values).replace("\0", "\ufffd")


def _rank(view: DocumentView) -> tuple[float, bool, float, int]:
    """Return a key that puts first what calls for a look first."""
    return (-view.report.coverage.uncredited, not rewrites.is_rewritten(view.report), -view.reused, view.number)


def _timeline(reports: Iterable[DocumentProvenance]) -> tuple[list[DocumentProvenance], list[DocumentProvenance]]:
    ordered = sorted(reports, key=lambda report: (words.moment(report.document.published), report.document.id))
    dated = [report for report in ordered if report.document.published]
    undated = [report for report in ordered if not report.document.published]
    return dated, undated


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only pages need it
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("dedup.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _asset("page.js"), _asset("page.css")
    environment.globals |= {
        "script": Markup(script),
        "style": Markup(style),
        "policy": _policy(script),
        "words": words,
        "rewrites": rewrites,
        "link": safe_link,
    }
    return environment


def _asset(name: str) -> str:
    return files("dedup.reports").joinpath("page", name).read_text("utf-8")


def _policy(script: str) -> str:
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = ("default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])
