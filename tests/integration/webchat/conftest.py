from collections.abc import AsyncIterator

import pytest

from tests.support.webchat import Chatting, chatting
from tests.support.world import World


@pytest.fixture
async def chat(world: World) -> AsyncIterator[Chatting]:
    async with chatting(world) as it:
        yield it
