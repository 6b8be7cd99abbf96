"""In which order the rules are asked for one paragraph: framing credits, pictures, attributions."""

import re
from collections.abc import Sequence

from dedup.agencies import AgencyTable
from dedup.credits.bylines import find_byline
from dedup.credits.closing import find_frame_credits
from dedup.credits.datelines import find_dateline
from dedup.credits.mentions import find_in_text
from dedup.credits.paragraphs import Paragraph
from dedup.credits.photos import find_photo_credits
from dedup.model import Credit

# How desk lines and staff notes begin, which need no agency's name.
_NOTE = re.compile(
    r"[(\[{–—-]|(?:Additional |ADDITIONAL )?(?:[Rr]eport|REPORT)|Writ|[Cc]ompil|[Ee]dit|With|Mit|Avec|Con|Por|Bericht|"
    r"Geschrieben|Tradotto"
)


def credits_of(paragraph: Paragraph, table: AgencyTable, surnames: frozenset[str]) -> list[Credit]:
    """Return a paragraph's credits: the first framing rule that applies, its pictures, its attributions.

    Args:
        surnames: agencies whose name is a person's in this text.
    """
    if _is_plain(paragraph):
        return find_in_text(paragraph, surnames)
    photos = find_photo_credits(paragraph)
    framing = find_dateline(paragraph) if paragraph.mentions else []
    if not framing and not photos:
        framing = find_byline(paragraph, table) or find_frame_credits(paragraph)
    taken = framing + [photo for photo in photos if not _overlaps(photo, framing)]
    return taken + [each for each in find_in_text(paragraph, surnames) if not _overlaps(each, taken)]


def _is_plain(paragraph: Paragraph) -> bool:
    """Return whether a paragraph in the midst of the text names no agency and has no form of a note."""
    if paragraph.mentions or paragraph.in_head or paragraph.in_tail:
        return False
    ends_note = paragraph.text[paragraph.end - 1] in ")]"
    return not ends_note and not paragraph.match(_NOTE) and "@" not in paragraph.text[paragraph.start : paragraph.end]


def _overlaps(credit: Credit, others: Sequence[Credit]) -> bool:
    return any(credit.span and other.span and credit.span.overlap(other.span) for other in others)
