import os

import typer

from bot.commands.database import check_reachable, check_up_to_date
from bot.commands.setting_up import settings_for
from bot.persistence.database import make_engine
from bot.runtime import event_loop
from bot.runtime.errors import StartError
from bot.runtime.installation import running_settings
from bot.settings import Settings
from bot.worker import work


def worker() -> None:
    """Answer what came in, deliver what goes out, keep the deadlines. As many as one likes."""
    settings_for("worker")
    settings = running_settings(os.environ)
    if settings.internal_token is None:
        raise StartError("RAFEEQ_INTERNAL_TOKEN is missing: give worker and Rasa the same one")
    if not settings.rasa_url:
        raise StartError(
            "RAFEEQ_RASA_URL is missing: `rafeeq run` starts Rasa by itself, a worker alone needs it"
        )
    event_loop.run(_work(settings))


async def _work(settings: Settings) -> None:
    await check_reachable(settings.database_url)
    engine = make_engine(settings.database_url, size=1)
    await check_up_to_date(engine)
    await engine.dispose()
    await work(settings)


def register(app: typer.Typer) -> None:
    app.command()(worker)
