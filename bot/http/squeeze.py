"""Smaller pages for slow lines."""

import gzip

from starlette.requests import Request
from starlette.responses import HTMLResponse


def squeezed(html: str, request: Request, status: int = 200) -> HTMLResponse:
    """For pages that hold no secret: sizes of packed secrets beside what others wrote can betray them."""
    response = HTMLResponse(html, status)
    response.headers["vary"] = "accept-encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        response.body = gzip.compress(response.body, 6, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response
