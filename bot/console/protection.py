"""What keeps other sites and onlookers out: the origin and the token of every change."""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response

SAFE = frozenset({"GET", "HEAD"})


def from_our_own_page(headers: Headers, base_url: str) -> bool:
    """Whether a request that changes something was made by a page of ours."""
    fetched = headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = urlsplit(headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc in {headers.get("host"), urlsplit(base_url).netloc}


def same(given: str, expected: str) -> bool:
    """Compared in a time that tells nothing. An empty one never fits."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def keep_origin(response: Response) -> None:
    """With the site's no-referrer, browsers would send "Origin: null" with our own forms."""
    response.headers.setdefault("referrer-policy", "same-origin")
