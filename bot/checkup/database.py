"""The database: right version, schema and keys, a clock like ours; the model; what staff should mend."""

from datetime import datetime

from sqlalchemy import text

from bot.bootstrap import Core
from bot.checkup.finding import Finding, mend, note, warn, well
from bot.dialogue.training import data_hash
from bot.persistence.repositories.models import SqlModels
from bot.services.readiness import concerns
from bot.services.retrain import base_of

SKEW_SECONDS = 5.0
OLDEST_MAJOR = 15

_CONCERNS = {
    "telegram_off": "Telegram is off: alarms reach only who is looking at the console",
    "nobody_on_call": "nobody is on call: when somebody is in danger, no phone rings",
    "on_call_unreachable": "nobody on call has linked their Telegram: an alarm would reach no phone",
    "nobody_answers": "no caseworker or coordinator can sign in",
    "nobody_protects": "nobody holds the permission protection: reports of mistreatment are read by nobody",
    "page_not_confirmed": "the association's page is not confirmed: the assistant promises no time",
    "undelivered": "messages could not be delivered: caseworkers see them in the console",
    "administrator_without_second_step": "an administrator signs in with a password alone",
}


async def check_database(it: Core) -> list[Finding]:
    async with it.engine.connect() as connection:
        version = int(str(await connection.scalar(text("show server_version_num"))))
        theirs: datetime = (await connection.execute(text("select clock_timestamp()"))).scalar_one()
    skew = abs((theirs - it.clock()).total_seconds())
    found = []
    if version // 10000 < OLDEST_MAJOR:
        found.append(mend("database", f"PostgreSQL {version // 10000} is too old: {OLDEST_MAJOR} or newer"))
    if skew > SKEW_SECONDS:
        found.append(mend("clock", f"the database's clock is {skew:.0f} s away from ours: set both by NTP"))
    return found or [well("database", f"PostgreSQL {version // 10000}, schema and keys fit, clocks agree")]


async def check_model(it: Core) -> list[Finding]:
    newest = await SqlModels(it.engine).newest_hash()
    if newest and base_of(newest) == data_hash():
        return [well("model", "fits the present data")]
    return [note("model", "none fits the present data: `rafeeq run` trains one at its start")]


async def check_people(it: Core) -> list[Finding]:
    async with it.begin() as tx:
        found = await concerns(tx, telegram_on=it.settings.telegram_on)
    told = [warn("people", _CONCERNS.get(each.code, each.code)) for each in found]
    return told or [well("people", "somebody is on call, somebody answers, somebody holds protection")]
