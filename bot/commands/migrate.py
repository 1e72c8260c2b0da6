import asyncio
import os

import typer

from bot.commands.database import bring_up_to_date
from bot.commands.setting_up import settings_for
from bot.runtime.installation import complete_settings


def migrate() -> None:
    """Bring the database to this version's schema."""
    settings_for("migrate")
    with complete_settings(os.environ) as settings:
        outdated = asyncio.run(bring_up_to_date(settings.database_url))
    print("The database is up to date now." if outdated else "The database was up to date.")


def register(app: typer.Typer) -> None:
    app.command()(migrate)
