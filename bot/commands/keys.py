"""The keys under which personal data is encrypted."""

import asyncio
import os

import typer

from bot.bootstrap import core
from bot.commands.database import check_reachable
from bot.commands.progress import say
from bot.commands.setting_up import settings_for
from bot.persistence.rotation import rotate_keys
from bot.runtime.installation import complete_settings
from bot.settings import Settings

group = typer.Typer(help="Keys of the encrypted data.", no_args_is_help=True)


@group.command("rotate")
def rotate() -> None:
    """Encrypt everything under a new data key, while all goes on. To change RAFEEQ_SECRET_KEYS, put the
    new one first, start all processes anew, rotate, and then take the old one away."""
    settings_for("keys")
    with complete_settings(os.environ) as settings:
        count = asyncio.run(_rotate(settings))
    say(f"Done: {count} values are under the new key, older keys are out of use.")


async def _rotate(settings: Settings) -> int:
    await check_reachable(settings.database_url)
    secret_keys = tuple(key.get_secret_value() for key in settings.secret_keys)
    async with core(settings) as it:
        return await rotate_keys(it.engine, secret_keys, it.cipher, asyncio.sleep, say)


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="keys")
