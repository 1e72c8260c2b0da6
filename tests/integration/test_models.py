from collections.abc import AsyncIterator

import pytest

from bot.persistence.database import make_engine
from bot.persistence.repositories.models import KEPT, SqlModels
from bot.services.ports import TrainedModel


@pytest.fixture
async def models(database_url: str) -> AsyncIterator[SqlModels]:
    engine = make_engine(database_url, size=2)
    yield SqlModels(engine)
    await engine.dispose()


async def test_at_first_there_is_none(models: SqlModels) -> None:
    assert await models.newest() is None
    assert await models.newest_hash() is None


async def test_the_last_one_added_is_in_use(models: SqlModels) -> None:
    for name in ("a", "b"):
        await models.add(TrainedModel(name, name.encode()))
    assert await models.newest() == TrainedModel("b", b"b")
    assert await models.newest_hash() == "b"


async def test_an_older_one_comes_into_use_again(models: SqlModels) -> None:
    for name in ("a", "b"):
        await models.add(TrainedModel(name, name.encode()))
    assert await models.make_newest("a")
    assert await models.newest_hash() == "a"
    assert not await models.make_newest("unknown")


async def test_only_a_few_are_kept(models: SqlModels) -> None:
    for number in range(KEPT + 2):
        await models.add(TrainedModel(str(number), b""))
    assert not await models.make_newest("1")
    assert await models.make_newest("2")


async def test_the_same_hash_replaces(models: SqlModels) -> None:
    await models.add(TrainedModel("a", b"1"))
    await models.add(TrainedModel("a", b"2"))
    assert await models.newest() == TrainedModel("a", b"2")
