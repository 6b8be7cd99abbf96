"""The addresses of a page: their normal form, whose they are, and what a foreign one tells."""

from dataclasses import dataclass
from urllib.parse import urljoin

from courlan import normalize_url
from tld import get_fld

_LONGEST = 2083  # characters: longer ones are data, not addresses


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a page is called, by whom; each in its normal form.

    Attributes:
        request: what the crawler asked for.
        canonical: what `rel=canonical` says.
        og: what `og:url` says.
        linked: what its JSON-LD says.
    """

    request: str | None
    canonical: str | None = None
    og: str | None = None
    linked: str | None = None

    @classmethod
    def of(
        cls, request: str | None, *, canonical: str | None = None, og: str | None = None, linked: str | None = None
    ) -> "Addresses":
        """Return the addresses as a page writes them, also relative ones, in their normal form."""
        given = (canonical, og, linked)
        return cls(normal_form(request), *(normal_form(address, base=request) for address in given))

    @property
    def own(self) -> str | None:
        """The address that the page gives for itself: canonical, else og:url, else that of its JSON-LD."""
        return self.canonical or self.og or self.linked


def normal_form(url: str | None, *, base: str | None = None) -> str | None:
    """Return an address of the web in the form by which addresses are compared, or None if it is none.

    courlan's, not strict: the scheme, host and port in one spelling, without trackers, the query sorted. A query that
    may choose the article stays.

    Args:
        base: what a relative address is relative to.

    Example:
        >>> normal_form("HTTPS://News.Example:443/a?utm_source=feed&id=7"), normal_form("mailto:desk@news.example")
        ('https://news.example/a?id=7', None)
    """
    if not url or not url.strip():
        return None
    try:
        whole = urljoin(base or "", url.strip())
        normal = normalize_url(whole, strict=False)
    except ValueError:  # such as a host that is no IPv6 address
        return None
    return normal if normal.startswith(("http://", "https://")) and len(normal) <= _LONGEST else None


def registrable_domain(url: str | None) -> str | None:
    """Return the domain that the address's owner has registered, by the public suffix list; None for a bare IP.

    Example:
        >>> registrable_domain("https://www.news.example.co.uk/a")
        'example.co.uk'
    """
    return get_fld(url, fail_silently=True) if url else None


def syndicated_from(url: str | None, canonical: str | None) -> str | None:
    """Return the registrable domain of `canonical` where it is another than that of `url`: whence the page was taken.

    Example:
        >>> syndicated_from("https://news.example.org/a", "https://wire.example.com/b")
        'example.com'
    """
    source = registrable_domain(normal_form(canonical, base=url))
    own = registrable_domain(normal_form(url))
    return source if source and own and source != own else None
