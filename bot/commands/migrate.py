import asyncio
import os

import typer

from bot.bootstrap import core
from bot.commands.database import bring_up_to_date
from bot.commands.knowledge import fill_in_knowledge, told
from bot.commands.setting_up import settings_for
from bot.runtime.installation import complete_settings
from bot.settings import Settings


def migrate() -> None:
    """Bring the database to this version's schema, and its articles to this version's files."""
    settings_for("migrate")
    with complete_settings(os.environ) as settings:
        outdated, lines = asyncio.run(_migrate(settings))
    print("The database is up to date now." if outdated else "The database was up to date.")
    print("\n".join(lines), end="\n" if lines else "")


async def _migrate(settings: Settings) -> tuple[bool, list[str]]:
    outdated = await bring_up_to_date(settings.database_url)
    async with core(settings) as it:
        return outdated, told(await fill_in_knowledge(it))


def register(app: typer.Typer) -> None:
    app.command()(migrate)
