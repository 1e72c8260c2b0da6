"""Looks an installation over and says what to mend."""

import asyncio
import os
from collections.abc import Sequence

import httpx
import typer

from bot.bootstrap import core
from bot.checkup.channels import check_telegram, check_whatsapp
from bot.checkup.database import check_database, check_model, check_people
from bot.checkup.finding import Finding, Grade, mend
from bot.checkup.processes import check_processes, check_rasa_environment
from bot.checkup.settings import check_data_dir, check_settings
from bot.commands.database import check_reachable
from bot.commands.setting_up import settings_for
from bot.domain.errors import WrongKeysError
from bot.persistence.database import make_engine
from bot.persistence.migrate import pending
from bot.runtime.errors import StartError
from bot.runtime.installation import complete_settings
from bot.settings import Settings

CALL_SECONDS = 10.0


def doctor() -> None:
    """Check settings, database, Rasa, channels, clock and staff; say what to mend."""
    settings = settings_for("doctor")
    found = [*check_settings(settings, os.environ), *check_data_dir(settings)]
    found += [*check_rasa_environment(settings), *asyncio.run(_outside(settings))]
    found += _inside(settings)
    for finding in found:
        print(f"{finding.grade:<5} {finding.area + ':':<11} {finding.words}")
    print(verdict(found))
    raise typer.Exit(1 if _count(found, Grade.MEND) else 0)


def verdict(found: Sequence[Finding]) -> str:
    """A warning is no well: it is named, though the start does not fail over it."""
    wrong, warned = _count(found, Grade.MEND), _count(found, Grade.WARN)
    told = [f"{wrong} to mend"] if wrong else []
    told += [f"{warned} to look after"] if warned else []
    return ", ".join(told) + "." if told else "All is well."


def _count(found: Sequence[Finding], grade: Grade) -> int:
    return sum(finding.grade is grade for finding in found)


async def _outside(settings: Settings) -> list[Finding]:
    async with httpx.AsyncClient(timeout=CALL_SECONDS, trust_env=False) as http:
        found = await asyncio.gather(
            check_processes(settings, http),
            check_telegram(settings, http),
            check_whatsapp(settings, http),
        )
    return [finding for findings in found for finding in findings]


def _inside(settings: Settings) -> list[Finding]:
    if settings.embedded_database and not (settings.data_dir / "postgres").exists():
        return []
    try:
        with complete_settings(os.environ) as complete:
            return asyncio.run(_stored(complete))
    except StartError as error:
        return [mend("database", str(error))]
    except WrongKeysError:
        return [mend("keys", "RAFEEQ_SECRET_KEYS are not those the data was written with: add the old ones")]


async def _stored(settings: Settings) -> list[Finding]:
    await check_reachable(settings.database_url)
    engine = make_engine(settings.database_url, size=1)
    outdated = await pending(engine)
    await engine.dispose()
    if outdated:
        return [mend("database", "the schema is of another version: run `rafeeq migrate`")]
    async with core(settings) as it:
        return [*await check_database(it), *await check_model(it), *await check_people(it)]


def register(app: typer.Typer) -> None:
    app.command()(doctor)
