import os

import typer

from bot.commands.database import check_reachable, check_up_to_date
from bot.commands.setting_up import settings_for
from bot.persistence.database import make_engine
from bot.runtime import event_loop
from bot.runtime.errors import StartError
from bot.runtime.installation import running_settings
from bot.runtime.serving import Site, serve
from bot.settings import Settings
from bot.web import open_web


def web() -> None:
    """Serve the channels, the chat page, the console and the desk for programs."""
    settings_for("web")
    settings = running_settings(os.environ)
    if settings.internal_token is None:
        raise StartError("RAFEEQ_INTERNAL_TOKEN is missing: give web and Rasa the same one")
    event_loop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    await check_reachable(settings.database_url)
    engine = make_engine(settings.database_url, size=1)
    await check_up_to_date(engine)
    await engine.dispose()
    async with open_web(settings) as apps:
        proxies = tuple(str(network) for network in settings.trusted_proxies)
        await serve(
            [
                Site(apps.public, "RAFEEQ_PORT", settings.listen, proxies),
                Site(apps.private, "RAFEEQ_INTERNAL_LISTEN", settings.internal_listen),
            ],
            apps.stop,
        )


def register(app: typer.Typer) -> None:
    app.command()(web)
