"""A report for the terminal: what is reused, from whom, credited or not, how sure; then the passages."""

from collections.abc import Iterator, Mapping, Sequence

from dedup.model import (
    Cluster,
    Document,
    DocumentProvenance,
    DocumentRecord,
    Member,
    Provenance,
    Source,
    Story,
)
from dedup.reports import rewrites
from dedup.reports.terminal import Terminal, bar, clean, columns, shorten
from dedup.reports.text_passages import passage_lines
from dedup.reports.words import CLAIMS, ROLES, about, count, covered, credit_name, percent, reused, worth_a_look

_SHOWN_STORY = 12  # documents listed of one story or cluster; the rest is counted


def provenance_text(provenance: Provenance, terminal: Terminal) -> str:
    """Return the collection's overview, then one block a document."""
    lines = []
    if len(provenance.documents) != 1 or provenance.stories or provenance.clusters:
        lines += [*_overview(provenance, terminal), ""]
    for document in provenance.documents:
        lines += [*document_lines(document, terminal), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def clusters_text(clusters: Sequence[Cluster], documents: Sequence[Document], terminal: Terminal) -> str:
    """Return the clusters with each member's measures."""
    known = {document.id: document for document in documents}
    copies = sum(len(cluster.members) - 1 for cluster in clusters)
    head = f"{count(len(documents), 'document')}, {count(len(clusters), 'cluster')} of near-duplicates"
    lines = [terminal.paint(head, "bold") + (f", {count(copies, 'copy', 'copies')}" if copies else "")]
    for cluster in clusters:
        lines += ["", *_cluster(cluster, known, terminal, limit=len(cluster.members))]
    return "\n".join(lines) + "\n"


def document_lines(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    """Yield one document's block."""
    yield terminal.rule(_name(report.document))
    details = [report.document.id] if report.document.title else []
    details = [*details, *about(report.document)]
    if details:
        yield "   " + terminal.paint(shorten(" · ".join(details), terminal.width - 3), "dim")
    yield from _shares(report, terminal)
    yield from _rewrites(report, terminal)
    yield from _sources(report.sources, terminal)
    yield from _hypotheses(report, terminal)
    yield from _near_duplicates(report, terminal)
    yield from _credits(report, terminal)
    yield from passage_lines(report.passages, terminal)
    if report.suppressed:
        left_out = ", ".join(f"{item.count:,} {clean(item.reason)}" for item in report.suppressed)
        yield from terminal.indented(f"left out: {left_out}", 3, "dim")


def _overview(provenance: Provenance, terminal: Terminal) -> Iterator[str]:
    known = {report.document.id: report.document for report in provenance.documents}
    head = [
        count(len(provenance.documents), "document"),
        count(len(provenance.stories), "story", "stories"),
        count(len(provenance.clusters), "cluster") + " of near-duplicates",
    ]
    if provenance.problems:
        head.append(count(len(provenance.problems), "problem") + " in the input")
    yield from terminal.indented(", ".join(head), 0, "bold")
    for report in provenance.documents:
        yield _row(report, terminal)
    for story in provenance.stories:
        yield from ["", *_story(story, known, terminal)]
    for cluster in provenance.clusters:
        yield from ["", *_cluster(cluster, known, terminal, limit=_SHOWN_STORY)]


def _row(report: DocumentProvenance, terminal: Terminal) -> str:
    coverage = report.coverage
    open_share = f"{percent(coverage.uncredited):>4} uncredited" if coverage.uncredited else " " * 15
    marked = terminal.paint(open_share, "red", "bold") if coverage.uncredited else open_share
    name = shorten(_name(report.document), max(20, terminal.width - 36))
    return f"  {percent(reused(coverage)):>4} reused  {marked}  {name}"


def _story(story: Story, known: Mapping[str, DocumentRecord], terminal: Terminal) -> Iterator[str]:
    yield terminal.paint("story", "bold") + f" of {count(len(story.documents), 'document')}"
    for document in story.documents[:_SHOWN_STORY]:
        yield "  " + shorten(_name(known[document]) if document in known else document, terminal.width - 2)
    if len(story.documents) > _SHOWN_STORY:
        yield f"  and {len(story.documents) - _SHOWN_STORY:,} more"


def _cluster(
    cluster: Cluster, known: Mapping[str, Document | DocumentRecord], terminal: Terminal, *, limit: int
) -> Iterator[str]:
    yield terminal.paint("cluster", "bold") + f" of {count(len(cluster.members), 'document')}"
    for member in cluster.members[:limit]:
        yield _member(member, cluster, known, terminal)
    if len(cluster.members) > limit:
        yield f"  and {len(cluster.members) - limit:,} more"


def _member(
    member: Member, cluster: Cluster, known: Mapping[str, Document | DocumentRecord], terminal: Terminal
) -> str:
    measures = f"{percent(member.resemblance):>4} alike, {percent(member.containment):>4} contained"
    if member.id == cluster.anchor:
        measures = "anchor"
    name = _name(known[member.id]) if member.id in known else member.id
    return f"  {measures:<28}  {shorten(name, max(20, terminal.width - 32))}"


def _shares(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    coverage = report.coverage
    kinds = [
        ("█", "verbatim", coverage.verbatim),
        ("▓", "edited", coverage.edited),
        ("▒", "paraphrased", coverage.paraphrased),
        ("░", "summarised", coverage.summarised),
    ]
    shown = [f"{mark} {name} {percent(share)}" for mark, name, share in kinds if share]
    shares = bar([(mark, share) for mark, _, share in kinds], terminal.width - 6)
    yield f"   {_verdict(report, terminal)}"
    yield f"   {terminal.paint(shares, 'yellow')}"
    yield from terminal.indented("  ".join([*shown, f"· original {percent(coverage.original)}"]), 3)


def _verdict(report: DocumentProvenance, terminal: Terminal) -> str:
    coverage = report.coverage
    if not reused(coverage):
        possible = worth_a_look(report.passages)
        return terminal.paint("nothing asserted as reused", "green") + (
            f", {count(possible, 'passage')} worth a look" if possible else ""
        )
    parts = [terminal.paint(f"{percent(reused(coverage))} reused", "bold")]
    if coverage.uncredited:
        parts.append(terminal.paint(f"{percent(coverage.uncredited)} uncredited", "red", "bold"))
    if coverage.credited:
        parts.append(terminal.paint(f"{percent(coverage.credited)} credited", "green"))
    return ", ".join(parts)


def _rewrites(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    for named in report.rewritten_from:
        told = f"{rewrites.reading(named, report)} {named.document} ({percent(rewrites.sureness(named))} sure)"
        styles = ("red", "bold") if rewrites.is_uncredited(named) else ("green",) if named.counted else ("dim",)
        yield from terminal.indented(f"{told}, {rewrites.standing(named)}", 3, *styles)
        evidence = [f"{clean(item.detail)} ({item.weight:+.2f})" for item in named.direction.evidence]
        yield from terminal.indented("; ".join([rewrites.reasons(named), *evidence]), 5, "dim")


def _sources(sources: Sequence[Source], terminal: Terminal) -> Iterator[str]:
    if sources:
        yield terminal.paint("   sources", "bold")
    for source in sources:
        credited = terminal.paint("credited    ", "green") if source.credited else terminal.paint("not credited", "red")
        unseen = "" if source.observed else ", unseen"
        kind = f"{source.type.replace('_', ' ')}{unseen}"
        name = shorten(source.name, max(20, terminal.width - 34 - columns(kind)))
        yield f"     {percent(source.share_matched):>4}  {credited}  {name}  {terminal.paint(f'({kind})', 'dim')}"


def _hypotheses(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    for hypothesis in report.hypotheses:
        why = "; ".join(hypothesis.why)
        what = f"{CLAIMS[hypothesis.claim]} {hypothesis.source}, unseen ({percent(hypothesis.confidence)} sure)"
        yield from terminal.indented(f"{what}: {why}", 3, "magenta")


def _near_duplicates(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    if report.near_duplicates:
        yield terminal.paint("   near-duplicates", "bold")
    for other in report.near_duplicates:
        measures = f"{percent(other.resemblance):>4} alike, {percent(other.containment):>4} contained in"
        yield f"     {measures}  {shorten(other.document, max(20, terminal.width - 36))}"


def _credits(report: DocumentProvenance, terminal: Terminal) -> Iterator[str]:
    if report.credits:
        yield terminal.paint("   credits", "bold")
    for credit in report.credits:
        what = f"{clean(credit_name(credit))}, {ROLES[credit.role]}, {covered(credit)}"
        what = shorten(what, terminal.width - 5)
        room = terminal.width - 9 - columns(what)
        quoted = f": “{shorten(credit.text, room)}”" if room >= 10 else ""
        yield f"     {what}{terminal.paint(quoted, 'dim')}"


def _name(document: Document | DocumentRecord) -> str:
    return document.title or document.id
