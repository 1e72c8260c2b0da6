"""Telegram's calls to us, and the telling of Telegram where to call."""

import asyncio
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.telegram.api import Api
from bot.channels.telegram.errors import typed_errors
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.domain.errors import FinalError, ProviderError, TryAgainError
from bot.services.ports.leader import Leader, LeaseLostError, Membership

log = structlog.get_logger()

PATH = "/channels/telegram"
BODY_LIMIT = 1024 * 1024
"""Longer than any update; the web process's guard answers 413 beyond it."""
CHECK_EVERY = 60.0
RETRY_EVERY = 5.0
REMOVE_SECONDS = 1.0


def webhook_route(intake: Intake, secret: str) -> Route:
    """200 only when committed. Without the secret nothing is read and nothing is kept."""

    async def receive(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("", status_code=401)
        update = _json(await request.body())
        try:
            await intake.take_or_set_aside(update)
        except Exception as error:  # noqa: BLE001 - Telegram brings it again
            log.warning("telegram_update_not_taken", error=type(error).__name__)
            return PlainTextResponse("", status_code=503)
        return PlainTextResponse("")

    return Route(PATH, receive, methods=["POST"])


def _json(body: bytes) -> Any:
    """What is no JSON is kept as the words it is."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


class WebhookKeeper:
    """Has Telegram call us while any process of ours is in webhook mode; what waits there is kept."""

    def __init__(self, api: Api, leader: Leader, url: str, secret: str) -> None:
        self._api = api
        self._leader = leader
        self._url = f"{url}{PATH}"
        self._secret = secret

    async def run(self) -> None:
        """Until cancelled; the last process to end takes the webhook away."""
        while True:
            try:
                async with self._leader.join() as membership:
                    await self._stay(membership)
            except LeaseLostError:
                await asyncio.sleep(RETRY_EVERY)

    async def _stay(self, membership: Membership) -> None:
        """Set anew at the start, since the secret may have changed; looked after from then on."""
        is_set = False
        try:
            while True:
                patient = is_set
                try:
                    patient = is_set = await (self._look() if is_set else self._set())
                except ProviderError as error:
                    log.warning("telegram_webhook_not_set", code=error.code, detail=_told(error))
                    patient = not isinstance(error, TryAgainError)
                await asyncio.sleep(CHECK_EVERY if patient else RETRY_EVERY)
                await membership.check()
        except asyncio.CancelledError:
            await self._leave(membership)
            raise

    async def _set(self) -> bool:
        with typed_errors():
            await self._api.bot.set_webhook(
                self._url, allowed_updates=ALLOWED_UPDATES, secret_token=self._secret
            )
        log.info("telegram_webhook_set")
        return True

    async def _look(self) -> bool:
        """Somebody else may have changed it, and Telegram says what troubles it with us."""
        with typed_errors():
            info = await self._api.bot.get_webhook_info()
        age = datetime.now(UTC) - info.last_error_date if info.last_error_date else None
        if age is not None and age.total_seconds() < CHECK_EVERY:
            log.warning("telegram_cannot_reach_us", detail=info.last_error_message)
        return info.url == self._url

    async def _leave(self, membership: Membership) -> None:
        try:
            async with asyncio.timeout(REMOVE_SECONDS):
                if await membership.last():
                    await remove_webhook(self._api)
        except (TimeoutError, ProviderError):
            log.warning("telegram_webhook_not_removed")


async def remove_webhook(api: Api) -> None:
    """Updates that wait are kept."""
    with typed_errors():
        await api.bot.delete_webhook(drop_pending_updates=False)


def _told(error: ProviderError) -> str:
    """Telegram's own reason (a bad address or certificate); it names no person and no token."""
    return "" if isinstance(error, FinalError) else error.detail
