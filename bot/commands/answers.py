"""`rafeeq answers evaluate`: how well the articles answer a file of questions."""

import asyncio
import json
import os
import tempfile
from functools import partial
from pathlib import Path

import typer

from bot.answers_report import judge, lines, read_questions, report
from bot.bootstrap import Core, core
from bot.commands.database import bring_up_to_date
from bot.commands.knowledge import fill_in_knowledge
from bot.commands.prepare import look_after_model
from bot.commands.progress import step
from bot.commands.setting_up import settings_for
from bot.encoding import encode_question
from bot.persistence.repositories.models import SqlModels
from bot.rehearsal import Classify, begin
from bot.runtime.installation import complete_settings
from bot.services.library import Library
from bot.settings import Settings
from nlu.evaluation.models import of_file
from nlu.text.message import read

RANKED = 10
"""Intents that Rasa's ranking holds."""

answers = typer.Typer(help="Whether families get the right answers.", no_args_is_help=True)


@answers.callback()
def _only_subcommands() -> None: ...


@answers.command()
def evaluate(file: Path, out: Path = typer.Option(..., help="Where the whole report goes, as JSON.")) -> None:  # noqa: B008
    """Ask what a TSV asks (question, previous, article, variety) and count right, wrong and unanswered."""
    settings_for("answers")
    questions = read_questions(file)
    with complete_settings(os.environ) as settings:
        library, classify = asyncio.run(_prepared(settings))
    refusals = frozenset(i for i, live in library.shelf.articles.items() if live.article.refusal)
    judged = [judge(asked, partial(begin, classify, library), refusals) for asked in questions]
    made = report(judged)
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    print("\n".join(lines(made)))


async def _prepared(settings: Settings) -> tuple[Library, Classify]:
    """The articles told at present, and the model in use; one is trained where none fits the data."""
    await bring_up_to_date(settings.database_url)
    async with core(settings) as it:
        await fill_in_knowledge(it)
        with step("Looking after the model") as tell:
            await look_after_model(it, tell)
        library = Library(encode_question)
        await library.read(it.begin)
        return library, await _classifier(it)


async def _classifier(it: Core) -> Classify:
    model = await SqlModels(it.engine).newest()
    assert model is not None  # noqa: S101 - one was looked after
    return classifier(model.archive)


def classifier(archive: bytes) -> Classify:
    """The classifier inside a trained model."""
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
        Path(file.name).write_bytes(archive)
        model = of_file(Path(file.name))
    return lambda text: list(model.ranking(read(text), encode_question(text))[:RANKED])


def register(app: typer.Typer) -> None:
    app.add_typer(answers, name="answers")
