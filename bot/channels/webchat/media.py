"""Pictures, documents and voice messages, in and out."""

import asyncio
from uuid import UUID

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.webchat.acts import external_id, known
from bot.channels.webchat.reading import ID_LIMIT, clean, word_of
from bot.channels.webchat.refusals import Refused
from bot.channels.webchat.world import MEDIA, WebChat
from bot.domain.errors import NotFoundError
from bot.domain.media import MEDIA_LIMIT, MediaProblem, MediaRefusedError
from bot.domain.message import Content, Inbound, Kind, MediaKind, MediaRef
from bot.http.files import file_response
from bot.services.media_check import Checked, check_media
from bot.services.media_type import safe_name
from bot.services.ports import StoredMedia
from bot.services.web_session import address_of_session

BODY_LIMIT = MEDIA_LIMIT + 64 * 1024
CAPTION_LIMIT = 1000
AT_ONCE = 12
"""Uploads held in memory at a time; the others wait before they are read."""
PATIENCE_SECONDS = 180
"""For one upload on a slow line."""
_KINDS = {"image": MediaKind.IMAGE, "audio": MediaKind.AUDIO, "video": MediaKind.VIDEO}
_PROBLEMS = {MediaProblem.TOO_LARGE: "file_too_large", MediaProblem.EMPTY: "empty"}


class _InMemory(MultiPartParser):
    """What people send never touches the disk in the clear."""

    spool_max_size = BODY_LIMIT


class MediaApi:
    def __init__(self, chat: WebChat) -> None:
        self._chat = chat
        self._places = asyncio.Semaphore(AT_ONCE)

    async def send(self, request: Request) -> Response:
        async with self._places:
            form = await _read(request)
            try:
                await self._take(form)
            finally:
                await form.close()
        return JSONResponse({}, 202)

    async def _take(self, form: FormData) -> None:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        token, client_id = (word_of(fields, name, ID_LIMIT) for name in ("session", "id"))
        async with self._chat.begin() as tx:
            session = await known(tx, token, self._chat)
        await self._chat.spend(MEDIA, str(session.id))
        content = await _content(form, clean(fields.get("text", ""))[:CAPTION_LIMIT])
        await self._chat.receive(
            [Inbound(address_of_session(token), external_id(session, client_id), content)]
        )

    async def get(self, request: Request) -> Response:
        """Only what belongs to the session's own conversation."""
        async with self._chat.begin() as tx:
            session = await known(tx, request.query_params.get("session", ""), self._chat)
            try:
                media = await tx.media.get(UUID(request.path_params["id"]))
            except (NotFoundError, ValueError):
                raise Refused("unknown_file") from None
            if media.conversation_id != session.conversation_id or media.status != "stored":
                raise Refused("unknown_file")
            data = b"".join([chunk async for chunk in tx.media.read(media.id)])
        return _file(media, data)


def _file(media: StoredMedia, data: bytes) -> Response:
    return file_response(data, media.mime, safe_name(media.filename, media.mime), inline=media.inline)


async def _read(request: Request) -> FormData:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await _InMemory(request.headers, request.stream(), max_files=1, max_fields=8).parse()
    except (MultiPartException, KeyError):
        raise Refused("bad_form") from None
    except TimeoutError:
        raise Refused("too_slow") from None


async def _content(form: FormData, caption: str) -> Content:
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise Refused("missing", field="file")
    try:
        checked = await check_media(await file.read())
    except MediaRefusedError as error:
        raise Refused(_PROBLEMS.get(error.problem, "file_refused"), field="file") from None
    voice = bool(form.get("voice"))
    return Content(Kind.MEDIA, caption, media=_ref(checked, file.filename or "", voice=voice))


def _ref(checked: Checked, filename: str, *, voice: bool) -> MediaRef:
    """Browsers record speech into containers of video."""
    family, _, form = checked.mime.partition("/")
    if voice and family in ("audio", "video"):
        return _with_data(MediaKind.VOICE, f"audio/{form}", "", checked)
    kind = _KINDS.get(family, MediaKind.DOCUMENT)
    return _with_data(kind, checked.mime, safe_name(filename, checked.mime), checked)


def _with_data(kind: MediaKind, mime: str, name: str, checked: Checked) -> MediaRef:
    data = checked.data
    return MediaRef(kind, mime=mime, filename=name, size=len(data), data=data, inline=checked.inline)
