"""`rafeeq alarms examples FILE.tsv`: what staff have said of alarms, for the screens to learn from."""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

import typer

from bot.bootstrap import core
from bot.commands.setting_up import settings_for
from bot.domain.crisis import CrisisExample, Judgement
from bot.runtime.installation import complete_settings
from bot.settings import Settings

alarms = typer.Typer(help="Alarms of danger, as staff have judged them.", no_args_is_help=True)

HEADER = "text\tlabel\trule"


@alarms.command()
def examples(out: Path) -> None:
    """Write the judged messages, without names and numbers: alarms that were none, and signs missed."""
    settings_for("alarms")
    with complete_settings(os.environ) as settings:
        judged = asyncio.run(_judged(settings))
    out.write_text("\n".join([HEADER, *rows(judged), ""]), encoding="utf-8")
    print(f"{len(judged)} examples written to {out}")


def rows(judged: Iterable[CrisisExample]) -> list[str]:
    """The label is the classifier's where it has one: `crisis_violence`; else `not_crisis`."""
    return ["\t".join((" ".join(each.text.split()), _label(each.label), each.rule)) for each in judged]


def _label(judgement: Judgement) -> str:
    return judgement.value if judgement is Judgement.NOT_CRISIS else f"crisis_{judgement}"


async def _judged(settings: Settings) -> list[CrisisExample]:
    async with core(settings) as it, it.begin() as tx:
        return await tx.crisis_examples.listed()


def register(app: typer.Typer) -> None:
    app.add_typer(alarms, name="alarms")
