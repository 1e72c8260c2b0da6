from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from bot.persistence.tables import staff
from tests.support.world import World


@pytest.fixture
async def staff_id(world: World) -> UUID:
    made = uuid4()
    async with world.core.engine.begin() as connection:
        await connection.execute(
            insert(staff).values(id=made, name="S", login=str(made), roles=["caseworker"])
        )
    return made
