"""Files that people sent, given to a browser so that they can do no harm there."""

from urllib.parse import quote

from starlette.responses import Response

_SANDBOX = "default-src 'none'; sandbox"


def file_response(data: bytes, mime: str, name: str, *, inline: bool) -> Response:
    """`inline`: drawn anew by us; everything else is only ever saved."""
    response = Response(data, media_type=mime)
    response.headers["content-security-policy"] = _SANDBOX
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["cache-control"] = "no-store"
    how = "inline" if inline else "attachment"
    response.headers["content-disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return response
