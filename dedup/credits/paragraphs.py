"""A text's paragraphs as the credit rules see them: each agency's name masked, its place on the page known."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dedup.agencies import Mention
from dedup.credits.words import ALL
from dedup.model import Credit, CreditRole, CreditScope

# Private-use characters that stand for a name, one for each of its characters, so that offsets stay.
MASKS = {"agency": "\ue000", "weak": "\ue001", "outlet": "\ue002"}
SCOPES: dict[CreditRole, CreditScope] = {"in_text": "passage", "photo": "image", "staff": "none"}

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BLANK = " \t\xa0\u200b\ufeff\x00\u3000\x0b\x0c"
# Characters from which a line counts as a paragraph of prose, and a sentence as half of one; captions do not.
_PROSE, _SENTENCE = 160, 60
_BYLINE_LINES = 12  # lines above the first prose: headline, standfirst, authors, date, buttons
_ENDED = re.compile(r"[.!?…。！？][\"”»“'’)\]]*$")
_CAPTION_END = re.compile(rf"[(\[（/|][^()\[\]\n]{{0,60}}{ALL}[^()\[\]\n]{{0,40}}[)\]）]?\W*$")
_TAIL_LINES, _TAIL_CHARACTERS = 6, 500


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a text, trimmed.

    Attributes:
        masked: the whole text with names masked, for the rules' patterns.
        in_head: it stands near the first prose, before its third paragraph, or behind three sentences at most.
        in_tail: it is one of the last paragraphs, links and labels below the last prose not counted.
    """

    text: str
    masked: str
    start: int
    end: int
    mentions: tuple[Mention, ...]
    in_head: bool
    in_tail: bool

    def __len__(self) -> int:
        """Return the number of characters."""
        return self.end - self.start

    def match(self, pattern: re.Pattern[str], limit: int = 300) -> re.Match[str] | None:
        """Match a pattern at the paragraph's start, within `limit` characters."""
        return pattern.match(self.masked, self.start, min(self.end, self.start + limit))

    def search_end(self, pattern: re.Pattern[str], limit: int = 400) -> re.Match[str] | None:
        """Search the last `limit` characters."""
        return pattern.search(self.masked, max(self.start, self.end - limit), self.end)

    def credits(self, role: CreditRole, start: int, end: int, within: tuple[int, int] | None = None) -> list[Credit]:
        """Return a credit for each agency named in the span (or `within` it): all have the same span."""
        first, last = within or (start, end)
        low = bisect_left(self.mentions, first, key=lambda mention: mention.start)
        named = dict.fromkeys(mention.agency.name for mention in self.mentions[low : low + 12] if mention.end <= last)
        return [self.credit(name, role, start, end) for name in named]

    def credit(self, agency: str | None, role: CreditRole, start: int, end: int) -> Credit:
        """Return one credit."""
        return Credit(agency, role, start, end, SCOPES.get(role, "document"), self.text[start:end])


def single_paragraph(text: str, mentions: Sequence[Mention], *, in_head: bool) -> Paragraph:
    """Return a line that stands beside a text, as one of its head or of its tail."""
    return Paragraph(text, _mask(text, mentions), 0, len(text), tuple(mentions), in_head, not in_head)


def split_paragraphs(text: str, mentions: Sequence[Mention]) -> Iterator[Paragraph]:
    """Yield the non-blank lines of a text with the mentions in each."""
    spans = list(_trimmed_lines(text))
    masked = _mask(text, mentions)
    named = any(mask in masked for mask in MASKS.values())
    weights = [_weigh(masked, start, end, named=named) for start, end in spans]
    head, tail = _find_head(weights), _find_tail(weights, spans)
    starts = [mention.start for mention in mentions]
    for place, (start, end) in enumerate(spans):
        inside = tuple(mentions[bisect_left(starts, start) : bisect_left(starts, end)])
        yield Paragraph(text, masked, start, end, inside, place in head, place >= tail)


def _find_head(weights: Sequence[float]) -> range:
    """Return the lines among which a byline stands: a menu far above the article is not among them."""
    prose, first = 0.0, 0
    for place, weight in enumerate(weights):
        if prose >= 2:
            return range(first, place)
        if weight and not prose:
            first = max(0, place - _BYLINE_LINES)
        prose += weight
    return range(first, len(weights))


def _weigh(masked: str, start: int, end: int, *, named: bool) -> float:
    """Return how much of a paragraph of prose a line is."""
    if end - start < _SENTENCE or (named and _CAPTION_END.search(masked, max(start, end - 120), end)):
        return 0
    if end - start >= _PROSE:
        return 1
    return 0.5 if _ENDED.search(masked, end - 4, end) else 0


def _trimmed_lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        words = line[0].strip(_BLANK)
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip(_BLANK))
            yield start, start + len(words)


def _find_tail(weights: Sequence[float], spans: Sequence[tuple[int, int]]) -> int:
    """Return the first line of the tail: the last six, the last 500 characters, and from the last prose on.

    What more than one long paragraph follows does not end the article.
    """
    near = bisect_left(spans, spans[-1][1] - _TAIL_CHARACTERS, key=lambda span: span[0]) if spans else 0
    prose = next((place for place in range(len(spans) - 1, -1, -1) if weights[place]), len(spans))
    first = min(near, prose, max(0, len(spans) - _TAIL_LINES))
    long = [place for place in range(first, len(spans)) if weights[place] >= 1]
    return max(first, long[-2]) if len(long) > 1 else first


def _mask(text: str, mentions: Iterable[Mention]) -> str:
    pieces, done = [], 0
    for mention in mentions:
        pieces += [text[done : mention.start], MASKS[mention.kind] * (mention.end - mention.start)]
        done = mention.end
    return "".join([*pieces, text[done:]])
