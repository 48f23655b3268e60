"""When two web addresses are one source."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from claimtrack.errors import BadInput

# What advertisers and newsletters append; none of it changes the page. The names are those the senders document.
TRACKERS = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok _hsenc _hsmi "
    "vero_id oly_enc_id oly_anon_id wickedid cmpid ocid ref_src ref_url s_cid spm xtor at_medium at_campaign".split()
)
LONGEST = 2000


def _is_tracker(name: str) -> bool:
    return name.lower() in TRACKERS or name.lower().startswith(("utm_", "pk_", "mtm_"))


def check_url(text: str) -> str:
    """The address without spaces around it. Raises BadInput unless it is a web address a browser can open."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise BadInput("Enter a web address such as https://example.org/article.") from error
    if parts.scheme.lower() not in ("http", "https") or not host or any(c.isspace() for c in url):
        raise BadInput("Enter a web address that starts with http:// or https://.")
    if parts.username or parts.password:
        raise BadInput("Enter the address without a user name or password in it.")
    if len(url) > LONGEST:
        raise BadInput(f"Enter a web address of at most {LONGEST} characters.")
    return url


def canonical_url(text: str) -> str:
    """The one address for a page: no tracking parameters, no fragment, host in small letters. Raises BadInput."""
    parts = urlsplit(canonicalize_url(check_url(text)))
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracker(pair[0])]
    url = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(query), ""))
    if len(url) > LONGEST:
        raise BadInput(f"Enter a web address of at most {LONGEST} characters.")
    return url


def domain_of(url: str) -> str:
    """The host of an address without “www.”, as an outlet is known by it."""
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.")
