"""A process that does nothing but remind: `python -m tests.support.toy_reminder URL NOW`. It may be killed."""

import asyncio
import sys
from datetime import datetime

from bot.bootstrap import core
from bot.services.appointments.remind import Reminding, remind_due
from bot.settings import Settings
from tests.support.world import SECRET, PlainWords


async def remind(url: str, now: datetime) -> None:
    async with core(Settings(database_url=url, secret_keys=SECRET)) as it:
        await remind_due(Reminding(it.begin, [], PlainWords()), now)


if __name__ == "__main__":
    asyncio.run(remind(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
