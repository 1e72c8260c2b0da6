"""Asking Telegram for updates: one process does it, and moves on only past what is committed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.channels.telegram.api import Api
from bot.channels.telegram.errors import BAD_TOKEN, CONFLICT
from bot.channels.telegram.intake import Intake, Position
from bot.channels.telegram.webhook import remove_webhook
from bot.domain.errors import FinalError, ProviderError, TryAgainError
from bot.services.ports import UnitOfWorkFactory
from bot.services.ports.leader import Leader, Lease, LeaseLostError

log = structlog.get_logger()

_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_HELPLESS = 60.0
"""Seconds until we ask again where only a person can mend it."""
_LONGEST = 120.0

_WHY_CONFLICT = (
    "another program asks for this bot's updates (a second installation, or one not stopped), "
    "or a webhook is set elsewhere: Telegram serves one at a time"
)
_WHY_TOKEN = "RAFEEQ_TELEGRAM_TOKEN: Telegram does not know this token; take it anew from @BotFather"  # noqa: S105

Sleep = Callable[[float], Awaitable[None]]


class Poller:
    def __init__(
        self,
        api: Api,
        intake: Intake,
        begin: UnitOfWorkFactory,
        leader: Leader,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._api = api
        self._intake = intake
        self._begin = begin
        self._leader = leader
        self._sleep = sleep
        self._troubles = 0

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                async with self._leader.lead() as lease:
                    log.info("telegram_polling")
                    await self._lead(lease)
            except LeaseLostError:
                log.warning("telegram_polling_lost_its_turn")

    async def _lead(self, lease: Lease) -> None:
        """A webhook would keep updates from us; it is taken away first, and after a conflict again."""
        webhook_gone = False
        while True:
            await lease.check()
            try:
                if not webhook_gone:
                    await remove_webhook(self._api)
                    webhook_gone = True
                await self._round()
                self._troubles = 0
            except LeaseLostError:
                raise
            except Exception as error:  # noqa: BLE001 - it goes on; Telegram keeps what we have not taken
                webhook_gone = webhook_gone and not _is(error, CONFLICT)
                await self._sleep(self._pause(error))

    async def _round(self) -> None:
        async with self._begin() as tx:
            offset = await tx.positions.get(self._api.queue)
        updates = await self._api.updates(offset)
        if not updates:
            return
        try:
            await self._intake.take(updates, self._after(updates))
        except Exception as error:  # noqa: BLE001 - one by one, the cause shows
            log.warning("telegram_batch_not_taken", error=type(error).__name__, updates=len(updates))
            for update in updates:
                await self._intake.take_or_set_aside(update, self._after([update]))

    def _after(self, updates: Sequence[Any]) -> Position:
        return Position(self._api.queue, max(int(update["update_id"]) for update in updates) + 1)

    def _pause(self, error: Exception) -> float:
        """Seconds; what a person has to mend is said in one line."""
        if _is(error, CONFLICT):
            log.warning("telegram_conflict", why=_WHY_CONFLICT)
        elif _is(error, BAD_TOKEN):
            log.error("telegram_token_refused", why=_WHY_TOKEN)
            return _HELPLESS
        else:
            code = error.code if isinstance(error, ProviderError) else ""
            log.warning("telegram_polling_failed", error=type(error).__name__, code=code)
        pause = _PAUSES[min(self._troubles, len(_PAUSES) - 1)]
        self._troubles += 1
        if isinstance(error, TryAgainError) and error.at is not None:
            return min(max(pause, (error.at - datetime.now(UTC)).total_seconds()), _LONGEST)
        return pause


def _is(error: Exception, code: str) -> bool:
    return isinstance(error, FinalError) and error.code == code
