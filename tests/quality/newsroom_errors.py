"""Where a report on the newsroom does not tell what its editor tells: `python -m tests.quality.newsroom_errors`.

How much of it is told, `dedup bench run quality --only newsroom` says.
"""

from pathlib import Path

from dedup.bench.corpora import Task
from dedup.bench.measures.newsroom import Event, observe
from dedup.bench.measures.verdicts import Verdict
from tests.corpus import NEWSROOM, load_newsroom


def main() -> None:
    """Print every passage, share and look-alike that is not told as the editor tells it: true values first."""
    events = observe(Task([Path(NEWSROOM).parent]))
    for event in events:
        print_passages(event)
        print_shares(event)
    asserted = [wrong for event in events for wrong in event.negatives]
    print(f"{sum(asserted)} of {len(load_newsroom()[1].negatives)} look-alikes are asserted")


def print_passages(event: Event) -> None:
    """Print the passages that are missed, or told wrongly."""
    for verdict in event.verdicts:
        if wrong := [
            measure for measure in ("found", "relation", "direction", "credited") if not getattr(verdict, measure)
        ]:
            print(f"{verdict.reuse.target} < {verdict.reuse.source}: {' '.join(wrong)}: {_say(verdict)}")


def print_shares(event: Event) -> None:
    """Print the documents whose shares are off by more than two in a hundred."""
    for article in event.articles:
        reused, uncredited = article.coverage.share, article.coverage.uncredited_share
        if max(abs(true - said) for true, said in (reused, uncredited)) > 0.02:
            print(f"{article.true.id}: reused {_two(reused)}, uncredited {_two(uncredited)}")


def _say(verdict: Verdict) -> str:
    said = sorted({(match.kind, match.relation, match.direction.value) for match in verdict.matches})
    return f"{verdict.passage.target.text[:40]!r}: {said}"


def _two(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.2f} {pair[1]:.2f}"


if __name__ == "__main__":
    main()
