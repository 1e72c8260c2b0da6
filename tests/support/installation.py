"""Making an installation ready for a test without what takes minutes."""

import asyncio

from bot.commands.database import bring_up_to_date
from bot.dialogue.training import data_hash
from bot.persistence.database import make_engine
from bot.persistence.repositories.models import SqlModels
from bot.runtime.installation import complete_settings
from bot.services.ports import TrainedModel
from tests.support.commands import environment


def with_some_model(settings: dict[str, str]) -> None:
    """Puts a model that fits the data's hash into it: for tests in which no Rasa loads it."""
    with_model(settings, b"not for loading")


def with_model(settings: dict[str, str], archive: bytes) -> None:
    """Spares it the training."""
    with complete_settings(environment(settings)) as complete:
        asyncio.run(_add(complete.database_url, archive))


async def _add(url: str, archive: bytes) -> None:
    await bring_up_to_date(url)
    engine = make_engine(url, size=1)
    await SqlModels(engine).add(TrainedModel(data_hash(), archive))
    await engine.dispose()
