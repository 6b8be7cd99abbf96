"""A fictional newsroom with an editor's judgements: stories, clusters, credits, and where each reused passage is from.

The corpus: `newsroom.jsonl`, articles as dedup reads them, and `truth.json`, the judgements with their code points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from dedup.bench.agreement import Counts, adjusted_rand, compare_sets, count_pairs
from dedup.bench.bounds import Number
from dedup.bench.corpora import Task
from dedup.bench.figures import Scores, mean
from dedup.bench.measures.texts import read_jsonl
from dedup.bench.measures.truth import TrueDocument, Truth, load_truth
from dedup.bench.measures.verdicts import Coverage, Verdict, is_asserted, judge_coverage, judge_passage
from dedup.model import Document, DocumentProvenance, Provenance
from dedup.pipeline import report

_TEXT_ROLES = {"dateline", "byline", "credit_line", "copyright", "contribution"}
_MEASURES = ("found", "relation", "direction", "credited")
_COPIED = ("verbatim", "edited")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as the editor and as the report see it.

    Attributes:
        credits: of the agencies that are credited anywhere, by agency and role.
        text_credits: those that say whose the text is, to the character.
    """

    true: TrueDocument
    story: str
    cluster: str
    credits: Counts
    text_credits: Counts
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Event:
    """Everything about the articles of one story: halves never part a story.

    Attributes:
        negatives: for each pair of passages that only look alike, whether it is asserted.
    """

    articles: tuple[Article, ...]
    verdicts: tuple[Verdict, ...]
    negatives: tuple[bool, ...]


def observe(task: Task) -> list[Event]:
    """Return the stories, the largest first."""
    (corpus,) = task.corpora
    truth = load_truth(corpus / "truth.json")
    provenance = report(Document(**record) for record in read_jsonl(corpus / "newsroom.jsonl"))
    task.on_progress(1, 1)
    articles = sorted(truth.documents, key=lambda true: (true.story, true.id))
    groups = [list(group) for _, group in groupby(articles, lambda true: true.story)]
    return [_observe_event(group, truth, provenance) for group in sorted(groups, key=len, reverse=True)]


def score(events: Sequence[Event]) -> Scores:
    """Return how far the report agrees with the editor."""
    articles = [article for event in events for article in event.articles]
    verdicts = [verdict for event in events for verdict in event.verdicts]
    negatives = [asserted for event in events for asserted in event.negatives]
    stories = _count_stories(articles)
    clusters = [one.true.cluster for one in articles], [one.cluster for one in articles]
    return {
        "story pairs, F1": stories.f1,
        "story pairs, precision": stories.precision,
        "cluster pairs, F1": count_pairs(*clusters).f1,
        "clusters, adjusted Rand index": adjusted_rand(*clusters),
        "credits, F1": sum((one.credits for one in articles), Counts()).f1,
        "text credits to the character, F1": sum((one.text_credits for one in articles), Counts()).f1,
        **dict(_score_passages(verdicts)),
        **dict(_score_coverage([one.coverage for one in articles])),
        "look-alikes": len(negatives),
        "look-alikes asserted": sum(negatives),
    }


def _score_passages(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, Number]]:
    copied = [verdict for verdict in verdicts if verdict.passage.kind in _COPIED]
    words = sum(verdict.words for verdict in verdicts)
    for measure in _MEASURES:
        yield f"passages, {measure}", mean([getattr(verdict, measure) for verdict in verdicts])
        yield f"passages word for word, {measure}", mean([getattr(verdict, measure) for verdict in copied])
        right = sum(verdict.words for verdict in verdicts if getattr(verdict, measure))
        yield f"passages by their words, {measure}", mean([]) if not words else right / words


def _score_coverage(documents: Sequence[Coverage]) -> Iterator[tuple[str, Number]]:
    yield "reused share, 1 - error", 1 - mean([abs(true - said) for true, said in (one.share for one in documents)])
    uncredited = [one.uncredited_share for one in documents]
    yield "uncredited share, 1 - error", 1 - mean([abs(true - said) for true, said in uncredited])
    yield "reused words, F1", sum((one.words for one in documents), Counts()).f1
    yield "uncredited words, F1", sum((one.uncredited_words for one in documents), Counts()).f1


def _count_stories(articles: Iterable[Article]) -> Counts:
    """Return the pairs of one story; a pair that a round-up's other events explain counts neither way."""
    counts = Counts()
    for one, other in combinations(articles, 2):
        true, found = one.true.story == other.true.story, one.story == other.story
        events = {one.true.story, *one.true.also} & {other.true.story, *other.true.also}
        counts += Counts(int(true and found), int(found and not events), int(true and not found))
    return counts


def _observe_event(trues: Sequence[TrueDocument], truth: Truth, provenance: Provenance) -> Event:
    traced = {one.document.id: one for one in provenance.documents}
    clusters = {member.id: one.id for one in provenance.clusters for member in one.members}
    known = {credit.agency for true in truth.documents for credit in true.credits if credit.agency}
    ids = {true.id for true in trues}
    return Event(
        tuple(_observe_article(true, traced[true.id], clusters.get(true.id, true.id), known, truth) for true in trues),
        tuple(
            judge_passage(traced[reuse.target], reuse, passage)
            for reuse in truth.reuse
            if reuse.target in ids
            for passage in reuse.passages
        ),
        tuple(is_asserted(traced[one.a.document], one) for one in truth.negatives if one.a.document in ids),
    )


def _observe_article(
    true: TrueDocument, found: DocumentProvenance, cluster: str, known: set[str], truth: Truth
) -> Article:
    trues = {(one.agency, one.role, one.quote.start, one.quote.end) for one in true.credits if one.agency}
    inside = [one for one in found.credits if one.span]  # the editor judged the texts, not what stands beside them
    named = {(one.agency, one.role, one.start, one.end) for one in inside if one.agency in known}
    texts = [{one for one in side if one[1] in _TEXT_ROLES} for side in (trues, named)]
    return Article(
        true=true,
        story=found.story.id if found.story else true.id,
        cluster=cluster,
        credits=compare_sets({one[:2] for one in trues}, {one[:2] for one in named}),
        text_credits=compare_sets(*texts),
        coverage=judge_coverage(found, true, truth),
    )
