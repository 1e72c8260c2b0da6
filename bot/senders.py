"""The channels that are on, each with its sender."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from bot.bootstrap import Core
from bot.domain.channel import Channel
from bot.domain.message import Outbound, Sent
from bot.services.ports import Sender, Senders


class StoredIsShown:
    """The web chat's sender: people read from the store, so what is recorded as sent is shown."""

    async def send(self, _message: Outbound) -> Sent:
        return Sent()

    async def typing(self, _message: Outbound, _inbound_external_id: str) -> None: ...


@asynccontextmanager
async def open_senders(it: Core) -> AsyncIterator[Senders]:
    """A channel without a token is simply off."""
    async with AsyncExitStack() as stack:
        senders: dict[Channel, Sender] = {Channel.WEBCHAT: StoredIsShown()}
        for channel, opened in _with_tokens(it).items():
            senders[channel] = await stack.enter_async_context(opened)
        yield senders


def _with_tokens(_it: Core) -> dict[Channel, AbstractAsyncContextManager[Sender]]:
    return {}
