import pytest

from bot.domain.staff import Staff
from tests.support.staff import employed, member
from tests.support.world import World


@pytest.fixture
async def samira(world: World) -> Staff:
    made = member("Samira")
    await employed(world.begin, made)
    return made


@pytest.fixture
async def omar(world: World) -> Staff:
    made = member("Omar")
    await employed(world.begin, made)
    return made
