from collections.abc import AsyncIterator

import pytest

from bot.domain.staff import Role, Staff
from tests.support.programs import Programs, programs
from tests.support.staff import employed, member
from tests.support.world import World


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Programs]:
    async with programs(world) as made:
        yield made


@pytest.fixture
async def administrator(world: World) -> Staff:
    made = member("Ziad", Role.ADMINISTRATOR)
    await employed(world.begin, made)
    return made
