"""The one module that knows the order: read, extract, parse, pair, align, cluster, attribute."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache, partial
from itertools import combinations, pairwise
from os import PathLike, fspath

from dedup import _core
from dedup.align import doubt, doubt_pieces
from dedup.attribute import attribute
from dedup.clusters import find_clusters
from dedup.credits import find_credits, own_agency
from dedup.errors import DuplicateIdError, InputError
from dedup.extract import extract_all
from dedup.first_party import find_first_parties
from dedup.lsh import find_copies, find_near, find_pairs, find_shared
from dedup.matching import add_beside, match_bodies, match_whole
from dedup.model import (
    NEAR_DUPLICATE,
    Alignment,
    Cluster,
    Document,
    DocumentProvenance,
    FirstParty,
    Later,
    Match,
    ParsedDocument,
    Problem,
    Provenance,
    Story,
    require_document,
)
from dedup.naming import find_sources
from dedup.paraphrase import find_paraphrases
from dedup.quotations import find_shared_quotations
from dedup.read import FieldMapping, read_pages
from dedup.samples import Sample, draw
from dedup.stories import find_stories
from dedup.terms import split_sentences
from dedup.topics import doubt_beside, doubt_summaries, trust_clear
from dedup.zones import body_gaps, find_zones, quotation_spans

__all__ = [
    "check",
    "check_many",
    "cluster",
    "compare",
    "find_pairs",
    "parse",
    "read_document",
    "read_documents",
    "report",
]

_PARSED = 512  # documents that are kept, some 100 kB each: draft after draft is checked against one story
# Copies of one text beyond this number are compared with their anchor alone, as when pairs are looked for.
_MANY = 64

Path = str | PathLike[str]


def read_documents(
    paths: Path | Iterable[Path],
    *,
    fields: FieldMapping | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Document]:
    """Return the documents of files, folders, globs, JSONL or standard input ("-"), in order.

    Args:
        fields: which field of a JSONL record is what; the usual names are known.
        on_problem: called for every record that cannot be read, and reading goes on.

    Raises:
        InputError: a record cannot be read and `on_problem` is None.
    """
    several = [paths] if isinstance(paths, str | PathLike) else paths
    pages = read_pages([fspath(path) for path in several], fields=fields or FieldMapping(), on_problem=on_problem)
    return extract_all(pages, on_problem=on_problem)


def read_document(path: Path) -> Document:
    """Return the one document of a file.

    Raises:
        InputError: the file cannot be read, or holds no document or several.
    """
    documents = list(read_documents(path))
    if len(documents) != 1:
        raise InputError(f"{path} holds {len(documents)} documents, not one", hint="name a file with one article")
    return documents[0]


@lru_cache(maxsize=_PARSED)
def parse(document: Document) -> ParsedDocument:
    """Return the document with its credits, zones, tokens and sentences."""
    credits_ = find_credits(
        document.text,
        outlet=document.outlet,
        url=document.url,
        byline=document.byline,
        credit=document.credit,
    )
    zones = find_zones(document, credits_)
    return ParsedDocument(
        document=document,
        zones=zones,
        credits=tuple(credits_),
        shingles=_core.shingle(document.text),
        tokens=_core.tokenize(document.text, body_gaps(document, zones), quotation_spans(zones)),
        sentences=Later(partial(split_sentences, document, zones)),
        agency=own_agency(credits_, outlet=document.outlet, url=document.url),
    )


def compare(target: str | Document, source: str | Document) -> Match:
    """Return what `target` shares with `source`: resemblance, containment and every aligned passage.

    Example:
        >>> match = compare("The mayor opened the new bridge on Monday.", "The mayor opened the new bridge on Monday.")
        >>> match.resemblance
        1.0
    """
    ours = target if isinstance(target, Document) else Document("target", target)
    theirs = source if isinstance(source, Document) else Document("source", source)
    # Two ids of our own, since both sides may be one and the same document.
    one, other = parse(replace(ours, id="a")), parse(replace(theirs, id="b"))
    match = trust_clear(doubt_summaries(match_whole(one, other), one, other), one, other)
    sentences = find_paraphrases([one, other]).get(("a", "b"), ()) if find_stories([one, other]) else ()
    match = add_beside(match, doubt_beside(find_shared_quotations(one, other), match, one, other))
    match = add_beside(match, doubt_beside(sentences, match, one, other))
    return replace(match, target_id=ours.id, source_id=theirs.id)


def cluster(documents: Iterable[Document], *, threshold: float = NEAR_DUPLICATE) -> list[Cluster]:
    """Return the clusters of near-duplicates among documents, by id.

    Args:
        threshold: resemblance to the anchor from which a document belongs to its cluster, in (0, 1].

    Raises:
        DuplicateIdError: two documents have one id.
    """
    return list(_find_copies(documents, threshold)[0])


def report(documents: Iterable[Document], *, problems: Sequence[Problem] = ()) -> Provenance:
    """Return the provenance of a collection: every document against all others.

    Args:
        problems: records that could not be read, carried into the report.

    Raises:
        DuplicateIdError: two documents have one id.
    """
    ordered = _ordered(documents)
    return _trace([parse(document) for document in ordered], {one.id for one in ordered}, ordered, problems)


def check(document: Document, against: Iterable[Document]) -> DocumentProvenance:
    """Return the provenance of one document against others.

    Raises:
        DuplicateIdError: two documents of `against` have one id, or one has that of `document`.
    """
    return check_many([document], against).documents[0]


def check_many(
    documents: Iterable[Document],
    against: Iterable[Document],
    *,
    problems: Sequence[Problem] = (),
    sample: Sample | None = None,
) -> Provenance:
    """Return the provenance of each of `documents` against `against` and one another.

    A document of `against` that is one of `documents`, by id and text, is left out: nobody copies from himself. Of
    many, those are looked at that share a run of words with a document or are among the nearest by their words.

    Args:
        sample: of the collection that `against` was chosen from; it says which words are common.

    Raises:
        DuplicateIdError: two different documents have one id.
    """
    wanted = {document.id: document for document in _ordered(documents)}
    others = _ordered([*wanted.values(), *(one for one in against if wanted.get(one.id) != one)])
    near = find_near(list(wanted.values()), [one for one in others if one.id not in wanted])
    parsed = [parse(document) for document in _ordered([*wanted.values(), *near])]
    return _trace(parsed, wanted.keys(), others if sample is None else sample, problems)


def _trace(
    parsed: Sequence[ParsedDocument],
    wanted: Set[str],
    collection: Sequence[Document] | Sample,
    problems: Sequence[Problem],
) -> Provenance:
    """Return the provenance of the documents that are `wanted`, all others of the collection being possible sources.

    Args:
        parsed: those of the collection that can be sources, and the wanted ones.
        collection: all documents, or a sample of them.
    """
    clusters, copies = _find_copies([one.document for one in parsed], NEAR_DUPLICATE)
    echoes = _find_echoes(clusters)
    stories = _find_stories(parsed, clusters, collection if isinstance(collection, Sample) else None)
    matches = _match_all(parsed, stories, wanted, copies, echoes)
    archive = {one.id for one in parsed} - wanted
    aligned = {id_ for match in matches if match.alignments for id_ in (match.target_id, match.source_id)}
    parties = _find_parties(parsed, stories, aligned)
    speakers = _speakers(clusters, wanted)
    if not isinstance(collection, Sample):
        collection = draw([one for one in collection if speakers.get(one.id, one.id) == one.id])
    named = find_sources(parsed, wanted, speakers, collection)
    traced = attribute(parsed, matches, stories, clusters, parties, named, archive=archive)
    return Provenance(
        documents=traced,
        stories=tuple(story for story in stories if len(story.documents) > 1 and wanted & set(story.documents)),
        clusters=tuple(one for one in clusters if wanted & {member.id for member in one.members}),
        problems=tuple(problems),
    )


def _find_copies(documents: Iterable[Document], threshold: float) -> tuple[tuple[Cluster, ...], list[Match]]:
    """Return the clusters of near-duplicates and the pairs that make them; agencies' own pages claim to be anchors."""
    copies, order = find_copies(documents, threshold=threshold, rank=_rank)
    return find_clusters(copies, order, threshold=threshold), copies


def _rank(document: Document) -> int:
    if document.outlet is document.url is None:
        return 1
    return 1 if own_agency([], outlet=document.outlet, url=document.url) is None else 0


def _find_echoes(clusters: Iterable[Cluster]) -> dict[str, str]:
    """Return for each member of a large cluster the anchor that speaks for it, so that copies are not all compared."""
    return {member.id: one.anchor for one in clusters if len(one.members) > _MANY for member in one.members[1:]}


def _speakers(clusters: Iterable[Cluster], wanted: Set[str]) -> dict[str, str]:
    """Return for each near-duplicate the one that is named for all: the first that is no draft, else the anchor."""
    ids = [[member.id for member in one.members] for one in clusters]
    firsts = [next((id_ for id_ in members if id_ not in wanted), members[0]) for members in ids]
    return {id_: first for members, first in zip(ids, firsts, strict=True) for id_ in members}


def _find_stories(parsed: Sequence[ParsedDocument], clusters: Iterable[Cluster], sample: Sample | None) -> list[Story]:
    """Return the stories of two or more documents, copies being in the story of their anchor.

    Copies are left out while stories are found: hundreds of them would make a story's own words common ones.
    """
    copies = {one.anchor: [member.id for member in one.members] for one in clusters}
    led = {id_ for ids in copies.values() for id_ in ids[1:]}
    several = [one for one in parsed if one.id not in led]
    table = sample.table if sample and len(several) > 1 else None
    stories = [list(story.documents) for story in find_stories(several, table)]
    told = {id_ for ids in stories for id_ in ids}
    groups = stories + [[anchor] for anchor in copies if anchor not in told]
    whole = (sorted(copy for id_ in ids for copy in copies.get(id_, [id_])) for ids in groups)
    return [Story(ids[0], tuple(ids)) for ids in sorted(whole)]


def _find_parties(
    parsed: Sequence[ParsedDocument], stories: Iterable[Story], needed: Set[str]
) -> dict[str, tuple[FirstParty, ...]]:
    """Return who makes statements in the documents that are needed and others of their stories, by one name a story.

    Needed are those that have a passage: nothing else is ascribed to anybody.
    """
    by_id = {one.id: one for one in parsed}
    told = [[by_id.pop(id_) for id_ in story.documents] for story in stories]
    alone = [[one] for one in by_id.values()]
    groups = [group for group in told + alone if any(one.id in needed for one in group)]
    return {id_: found for group in groups for id_, found in find_first_parties(group).items()}


def _match_all(
    parsed: Sequence[ParsedDocument],
    stories: Iterable[Story],
    wanted: Set[str],
    copies: Iterable[Match],
    echoes: Mapping[str, str],
) -> list[Match]:
    """Return the verified matches of every pair that shares a fingerprint, a cluster or a story, by ids."""
    by_id = {one.id: one for one in parsed}
    paraphrases: dict[tuple[str, str], tuple[Alignment, ...]] = {}
    told: set[tuple[str, str]] = set()
    for story in stories:
        if wanted.isdisjoint(story.documents):
            continue
        paraphrases.update(find_paraphrases([by_id[id_] for id_ in story.documents if id_ not in echoes]))
        told.update(combinations(story.documents, 2))
    near = {(min(one.target_id, one.source_id), max(one.target_id, one.source_id)) for one in copies}
    matches = (
        add_beside(doubt(match_bodies(by_id[one], by_id[other]), {"summarised"}), paraphrases.get((one, other), ()))
        if (one, other) in told
        else doubt_pieces(
            doubt(match_bodies(by_id[one], by_id[other]), {"summarised", "paraphrased"}), by_id[one], by_id[other]
        )
        for one, other in sorted(told | near | set(find_shared(parsed)))
        if (one in wanted or other in wanted) and (one not in echoes or echoes[one] != echoes.get(other))
    )
    return [match for match in matches if match.alignments or match.resemblance or match.containment]


def _ordered(documents: Iterable[Document]) -> list[Document]:
    """Return the documents by id, so that their order changes nothing."""
    ordered = sorted(map(require_document, documents), key=lambda document: document.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise DuplicateIdError(
                f"two documents have the id {one.id!r}", hint="give each document of a collection its own id"
            )
    return ordered
