"""A process that polls the fake Bot API when it is its turn. Arguments: database, API's address, token."""

import asyncio
import sys

from bot.bootstrap import core, receiver
from bot.channels.telegram.api import Api
from bot.channels.telegram.gateway import World, telegram_part
from bot.logging import set_up_logging
from bot.persistence.leader import SqlLeader
from bot.settings import Settings
from tests.support.world import SECRET, PlainWords


async def main(database_url: str, api_url: str, token: str) -> None:
    async with core(Settings(database_url=database_url, secret_keys=SECRET)) as it:
        world = World(
            begin=it.begin,
            receive=receiver(it, lambda _text, _before: None),
            leader=SqlLeader(database_url, "telegram"),
            throttle=it.throttle,
            words=PlainWords(),
            clock=it.clock,
            language="ar",
        )
        part = telegram_part(Api(token, api_url, poll_seconds=2), world, None)
        assert part.start is not None
        await part.start()
        print("started", flush=True)  # noqa: T201 - the test waits for it
        await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logging("poller", "DEBUG", "json")
    asyncio.run(main(*sys.argv[1:]))
