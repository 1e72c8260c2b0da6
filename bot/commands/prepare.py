"""What `rafeeq run` does before anything can start: schema, model, and a link while nobody administers.

A process of its own, so that the one that stays has no need of database, training and their libraries.
"""

import asyncio
import os

import typer

from bot.bootstrap import Core, core
from bot.commands.database import bring_up_to_date
from bot.commands.greeting import FIRST_LINK
from bot.commands.knowledge import fill_in_knowledge
from bot.commands.progress import Tell, step
from bot.commands.setting_up import settings_for
from bot.dialogue.training import TrainingFailed, ensure_model
from bot.persistence.repositories.models import SqlModels
from bot.runtime.data_dir import open_data_dir
from bot.runtime.errors import StartError
from bot.runtime.installation import complete_settings, leave_note
from bot.runtime.nlu import nlu_argv, nlu_environ
from bot.services.one_time_links import issue_first_admin_link, link_address
from bot.settings import Settings


def prepare() -> None:
    """Bring the database to this version's schema, and train the assistant if no model fits its data."""
    settings_for("prepare")
    with complete_settings(os.environ) as settings:
        asyncio.run(_prepare(settings))


async def _prepare(settings: Settings) -> None:
    with step("Bringing the database up to date"):
        await bring_up_to_date(settings.database_url)
    async with core(settings) as it:
        with step("Filling in the articles"):
            await fill_in_knowledge(it)
        with step("Looking after the model") as tell:
            await look_after_model(it, tell)
        async with it.begin() as tx:
            token = await issue_first_admin_link(tx, it.clock())
    link = link_address(settings.base_url, token) if token else ""
    leave_note(open_data_dir(settings.data_dir), FIRST_LINK, link)


async def look_after_model(it: Core, tell: Tell) -> None:
    train = nlu_argv(it.settings.nlu_python, ["train"])
    try:
        async with it.begin() as tx:
            learned = await tx.examples.accepted()
        await ensure_model(SqlModels(it.engine), train, nlu_environ(), tell, learned)
    except TrainingFailed as error:
        raise StartError(f"training the assistant failed: {error}") from None


def register(app: typer.Typer) -> None:
    app.command()(prepare)
