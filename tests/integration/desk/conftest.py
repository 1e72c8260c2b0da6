import pytest

from bot.domain.staff import Role, Staff
from tests.support.staff import employed, member
from tests.support.world import World


@pytest.fixture
async def coordinator(world: World) -> Staff:
    made = member("Hala", Role.COORDINATOR)
    await employed(world.begin, made)
    return made


@pytest.fixture
async def protector(world: World) -> Staff:
    made = member("Rana", protection=True)
    await employed(world.begin, made)
    return made


@pytest.fixture
async def administrator(world: World) -> Staff:
    made = member("Ziad", Role.ADMINISTRATOR)
    await employed(world.begin, made)
    return made
