"""Files that people sent, given to a browser so that they can do no harm there."""

import re
from urllib.parse import quote

from starlette.responses import Response

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
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


def sound_response(data: bytes, mime: str, asked: str) -> Response:
    """Made anew by us. `asked`: the header in which players ask for a part, `bytes=FIRST-LAST`."""
    response = file_response(data, mime, "sound.mp3", inline=True)
    response.headers["accept-ranges"] = "bytes"
    part = _part(asked, len(data))
    if part is None:
        return response
    first, last = part
    if first > last:
        return Response(status_code=416, headers={"content-range": f"bytes */{len(data)}"})
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    headers["content-range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], 206, headers)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte; None for the whole, also where several parts are asked for."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    return int(found[1]), min(int(found[2]) if found[2] else size - 1, size - 1)
