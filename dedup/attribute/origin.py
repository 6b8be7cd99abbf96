"""Where a document says that its text comes from: the one value that the rules of attribution ask for."""

import re
from dataclasses import dataclass
from typing import Literal

from dedup.model import Credit, CreditRole, ParsedDocument

OriginKind = Literal["release", "agency", "carrier", "unknown"]

_TEXT_ROLES: frozenset[CreditRole] = frozenset({"dateline", "byline", "credit_line", "copyright"})
# How near to the one who wrote it a text stands.
_RANKS: dict[OriginKind, int] = {"release": 2, "agency": 1, "carrier": 0, "unknown": 0}
# The label that a press office sets above its own text.
_RELEASE = re.compile(
    r"(?im)^\W{0,8}(?:(?:for immediate release|(?:press|news|media) release|nota de prensa|comunicado de prensa|"
    r"pressemitteilung|presseinformation|medienmitteilung|communiqué de presse|comunicato stampa|nota à imprensa|"
    r"comunicado de imprensa|persbericht|pressmeddelande|pressemelding|pressemeddelelse|lehdistötiedote|"
    r"komunikat prasowy|tisková zpráva|basın bülteni|пресс-релиз|прес-реліз)\b|新闻稿|新聞稿|プレスリリース|보도자료)"
)
_HEAD = 300  # characters in which the label stands


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document says that its text comes from.

    Attributes:
        kind: "release" (an institution's own press release), "agency" (an agency's own text), "carrier" (another
            page that credits an agency for the whole of its text) or "unknown".
        agencies: whose text it says it is, by name.
    """

    kind: OriginKind
    agencies: frozenset[str] = frozenset()

    @property
    def rank(self) -> int:
        """How near to its author the text stands: the higher of two is where the other's words come from."""
        return _RANKS[self.kind]

    @property
    def is_first_hand(self) -> bool:
        """Whether the text stands where its author published it."""
        return self.rank > 0


def find_origin(parsed: ParsedDocument) -> Origin:
    """Return where a document says that its text comes from."""
    credited = {credit.agency for credit in parsed.credits if covers_document(credit) and credit.agency}
    if parsed.agency:
        return Origin("agency", frozenset(credited | {parsed.agency}))
    if _RELEASE.search(parsed.document.text, 0, _HEAD):
        return Origin("release")
    return Origin("carrier", frozenset(credited)) if credited else Origin("unknown")


def covers_document(credit: Credit, *, contributions: bool = False) -> bool:
    """Return whether a credit says that the whole text is an agency's, or, asked for, that parts of it may be."""
    roles = _TEXT_ROLES | {"contribution"} if contributions else _TEXT_ROLES
    return credit.role in roles and credit.scope == "document"
