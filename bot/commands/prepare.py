"""What `rafeeq run` does before anything can start: schema and model.

A process of its own, so that the one that stays has no need of database, training and their libraries.
"""

import asyncio
import os

import typer

from bot.commands.database import bring_up_to_date
from bot.commands.progress import step
from bot.commands.setting_up import settings_for
from bot.dialogue.training import TrainingFailed, ensure_model
from bot.persistence.database import make_engine
from bot.persistence.repositories.models import SqlModels
from bot.runtime.errors import StartError
from bot.runtime.installation import complete_settings
from bot.runtime.nlu import nlu_argv, nlu_environ
from bot.settings import Settings


def prepare() -> None:
    """Bring the database to this version's schema, and train the assistant if no model fits its data."""
    settings_for("prepare")
    with complete_settings(os.environ) as settings:
        asyncio.run(_prepare(settings))


async def _prepare(settings: Settings) -> None:
    with step("Bringing the database up to date"):
        await bring_up_to_date(settings.database_url)
    engine = make_engine(settings.database_url, size=1)
    try:
        with step("Looking after the model") as tell:
            train = nlu_argv(settings.nlu_python, ["train"])
            await ensure_model(SqlModels(engine), train, nlu_environ(), tell)
    except TrainingFailed as error:
        raise StartError(f"training the assistant failed: {error}") from None
    finally:
        await engine.dispose()


def register(app: typer.Typer) -> None:
    app.command()(prepare)
