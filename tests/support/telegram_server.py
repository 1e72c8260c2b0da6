"""The HTTP side of the fake Bot API: methods, their checks and their refusals."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from tests.support.fake_telegram import FakeTelegram

LONGEST_POLL = 30.0
DOWNLOAD_LIMIT = 20 * 1024 * 1024

Method = Callable[["FakeTelegram", dict[str, Any]], Awaitable[Any]]


class Refused(Exception):
    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


def bot_api(telegram: "FakeTelegram") -> Starlette:
    async def call(request: Request) -> Response:
        try:
            result = await _call(telegram, request)
        except Refused as refused:
            return _refusal(refused)
        return JSONResponse({"ok": True, "result": result})

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if request.path_params["token"] != telegram.token or name not in telegram.files:
            return PlainTextResponse("Not Found", status_code=404)
        if telegram.redirect_files_to:
            return RedirectResponse(telegram.redirect_files_to)
        return Response(telegram.files[name], media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/files/{name}", file),
        ]
    )


def _refusal(refused: Refused) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return JSONResponse(body, status_code=refused.status)


async def _call(telegram: "FakeTelegram", request: Request) -> Any:
    if request.path_params["token"] != telegram.token:
        raise Refused(401, "Unauthorized")
    name = request.path_params["method"]
    values, files = await _values(request)
    telegram.record(name, values, files)
    scripted = telegram.refusal_of(name)
    if scripted is not None:
        raise Refused(scripted.status, scripted.description, scripted.retry_after)
    if name.startswith("send") and name != "sendChatAction":
        return _send(telegram, name, values, files)
    if name not in _METHODS:
        raise Refused(404, "Not Found")
    return await _METHODS[name](telegram, values)


async def _values(request: Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    values: dict[str, Any] = dict(request.query_params)
    files = {}
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            else:
                values[name] = value
    return {name: _decoded(value) for name, value in values.items()}, files


def _decoded(value: str) -> Any:
    return json.loads(value) if value[:1] in ("{", "[") else value


def _send(
    telegram: "FakeTelegram", method: str, values: dict[str, Any], files: dict[str, tuple[str, bytes]]
) -> dict[str, Any]:
    chat = int(values["chat_id"])
    _check_chat(telegram, chat)
    text = str(values.get("text", values.get("caption", "")))
    _check_text(method, text)
    for row in (values.get("reply_markup") or {}).get("inline_keyboard", []):
        _check_buttons(row)
    message = {"message_id": telegram.deliver(chat, method, values, text, files), "date": int(time.time())}
    return {**message, "chat": {"id": chat, "type": "private"}, "text": text}


def _check_chat(telegram: "FakeTelegram", chat: int) -> None:
    if chat in telegram.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if chat not in telegram.known:
        raise Refused(400, "Bad Request: chat not found")


def _check_text(method: str, text: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    if method == "sendMessage" and not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if method == "sendMessage" and units > 4096:
        raise Refused(400, "Bad Request: message is too long")
    if method != "sendMessage" and units > 1024:
        raise Refused(400, "Bad Request: message caption is too long")


def _check_buttons(row: list[dict[str, str]]) -> None:
    for button in row:
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if not button["text"].strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")


async def _get_updates(telegram: "FakeTelegram", values: dict[str, Any]) -> list[dict[str, Any]]:
    if telegram.webhook:
        raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
    telegram.confirm_below(int(values.get("offset", 0)))
    telegram.polls += 1
    mine = telegram.polls
    end = time.monotonic() + min(float(values.get("timeout", 0)), LONGEST_POLL)
    while not telegram.pending and not telegram.closing and time.monotonic() < end:
        if telegram.polls != mine:
            telegram.conflicts += 1
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        await asyncio.sleep(0.01)
    wanted = values.get("allowed_updates")
    with telegram.lock:
        updates = list(telegram.pending)[: int(values.get("limit", 100))]
    return [u for u in updates if not wanted or any(name in u for name in wanted)]


async def _get_file(telegram: "FakeTelegram", values: dict[str, Any]) -> dict[str, Any]:
    file_id = values["file_id"]
    if file_id not in telegram.files:
        raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    size = len(telegram.files[file_id])
    if size > DOWNLOAD_LIMIT:
        raise Refused(400, "Bad Request: file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"u-{file_id}",
        "file_size": size,
        "file_path": f"files/{file_id}",
    }


async def _set_webhook(telegram: "FakeTelegram", values: dict[str, Any]) -> bool:
    telegram.webhook = dict(values)
    return True


async def _delete_webhook(telegram: "FakeTelegram", values: dict[str, Any]) -> bool:
    telegram.webhook = {}
    if str(values.get("drop_pending_updates", "false")).lower() == "true":
        telegram.pending.clear()
    return True


async def _get_webhook_info(telegram: "FakeTelegram", _values: dict[str, Any]) -> dict[str, Any]:
    info = {
        "url": telegram.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.pending),
        "allowed_updates": telegram.webhook.get("allowed_updates", []),
    }
    if "last_error" in telegram.webhook:
        info |= {"last_error_date": int(time.time()), "last_error_message": telegram.webhook["last_error"]}
    return info


async def _answer_callback(telegram: "FakeTelegram", values: dict[str, Any]) -> bool:
    telegram.answered.append(values["callback_query_id"])
    return True


async def _set_commands(telegram: "FakeTelegram", values: dict[str, Any]) -> bool:
    telegram.menu[values.get("language_code", "")] = values["commands"]
    return True


async def _get_me(telegram: "FakeTelegram", _values: dict[str, Any]) -> dict[str, Any]:
    return dict(telegram.bot)


async def _chat_action(telegram: "FakeTelegram", values: dict[str, Any]) -> bool:
    _check_chat(telegram, int(values["chat_id"]))
    return True


_METHODS: dict[str, Method] = {
    "getUpdates": _get_updates,
    "getFile": _get_file,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "answerCallbackQuery": _answer_callback,
    "setMyCommands": _set_commands,
    "getMe": _get_me,
    "sendChatAction": _chat_action,
}
