"""Files for the browser under names that bear their content's hash, so that it keeps them for good.

References between them (`url(...)` in style sheets, imports in modules) are rewritten to those names.
"""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PREFIX = "/static/"
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"
_HASH_DIGITS = 12
_SKIPPED = {".md", ".txt", ".toml", ".py"}
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
_SQUEEZED = {".js", ".css", ".svg", ".json"}
_REFERENCES = {
    ".css": re.compile(r"""(?P<before>url\(["']?)(?P<name>(?!data:|#|https?:)[^"')]+)"""),
    ".js": re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<name>\.{1,2}/[^"']+)"""),
}
_HASHED = re.compile(rf"\.[0-9a-f]{{{_HASH_DIGITS}}}(?=\.[^.]+$)")


@dataclass(frozen=True, slots=True)
class Asset:
    path: str
    content: bytes
    squeezed: bytes | None
    kind: str


class Assets:
    """`roots`: folders by the name they are served under; "" for those directly below /static/."""

    def __init__(self, roots: Mapping[str, Path]) -> None:
        self._sources = {
            posixpath.join(name, file.relative_to(root).as_posix()): file
            for name, root in roots.items()
            for file in sorted(root.rglob("*"))
            if file.is_file() and file.suffix not in _SKIPPED
        }
        self._assets: dict[str, Asset] = {}
        for name in self._sources:
            self._load(name, ())

    def url(self, name: str) -> str:
        return PREFIX + self._assets[name].path

    def route(self) -> Route:
        return Route(PREFIX + "{path:path}", self._serve, name="static")

    async def _serve(self, request: Request) -> Response:
        path = request.path_params["path"]
        asset = self._assets.get(_HASHED.sub("", path))
        if asset is None:
            raise HTTPException(404)
        kept = _FOR_GOOD if path == asset.path else _ASK_AGAIN
        headers = {"cache-control": kept, "content-type": asset.kind}
        content = asset.content
        if asset.squeezed is not None:
            headers["vary"] = "accept-encoding"
            if "gzip" in request.headers.get("accept-encoding", ""):
                content, headers["content-encoding"] = asset.squeezed, "gzip"
        return Response(content, headers=headers)

    def _load(self, name: str, awaited: tuple[str, ...]) -> Asset:
        if name in awaited:
            raise ValueError(f"{' > '.join((*awaited, name))}: files refer to each other in a circle")
        if name not in self._assets:
            suffix = PurePosixPath(name).suffix
            content = self._sources[name].read_bytes()
            if suffix in _REFERENCES:
                content = self._resolved(name, content.decode(), (*awaited, name)).encode()
            self._assets[name] = _asset(name, suffix, content)
        return self._assets[name]

    def _resolved(self, name: str, text: str, awaited: tuple[str, ...]) -> str:
        folder = posixpath.dirname(name)

        def hashed(reference: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(folder, reference["name"]))
            if target not in self._sources:
                raise ValueError(f"{name} refers to {reference['name']}, which is not there")
            return reference["before"] + PREFIX + self._load(target, awaited).path

        return _REFERENCES[PurePosixPath(name).suffix].sub(hashed, text)


def _asset(name: str, suffix: str, content: bytes) -> Asset:
    digest = hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
    squeezed = gzip.compress(content, 9, mtime=0) if suffix in _SQUEEZED else None
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(f"{name.removesuffix(suffix)}.{digest}{suffix}", content, squeezed, kind)
