"""The providers' rates, kept for all processes in one row per channel and a stamp per chat."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.channel import Channel

# Below Telegram's 30 a second over all and 1 a second for a chat; WhatsApp's 80 a second and, after a burst,
# 1 in 6 seconds for a person, where its own answer (131056) makes us back off.
_GLOBAL = {Channel.TELEGRAM: 28.0, Channel.WHATSAPP: 70.0}
_CHAT = {Channel.TELEGRAM: 1.0, Channel.WHATSAPP: 0.3}

_TAKE = text("""
    insert into channel_rates as r (channel, next_at) values (:channel, clock_timestamp() + :gap)
    on conflict (channel) do update set next_at = greatest(r.next_at, clock_timestamp()) + :gap
    returning next_at - :gap
""")
_STAMP = text("""
    insert into chat_stamps as s (conversation_id, sent_at) values (:conversation, clock_timestamp())
    on conflict (conversation_id) do update set sent_at = greatest(s.sent_at + :gap, clock_timestamp())
    returning sent_at
""")


class SqlPace:
    """Fulfils the Pace port. The chat's stamp is taken after the wait for the channel."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def wait(self, channel: Channel, conversation_id: UUID) -> None:
        if channel not in _GLOBAL:
            return
        await self._until(_TAKE, {"channel": channel, "gap": timedelta(seconds=1 / _GLOBAL[channel])})
        await self._until(_STAMP, {"conversation": conversation_id, "gap": timedelta(seconds=_CHAT[channel])})

    async def _until(self, statement: object, values: dict[str, object]) -> None:
        async with self._engine.connect() as connection:
            moment = await connection.scalar(statement, values)  # type: ignore[call-overload]
        left = (moment - datetime.now(UTC)).total_seconds()
        if left > 0:
            await asyncio.sleep(left)
