"""`rafeeq articles check | import | export`."""

import asyncio
import os
from pathlib import Path

import typer

from bot.bootstrap import core
from bot.commands.knowledge import fill_in_knowledge, told
from bot.commands.setting_up import settings_for
from bot.runtime.installation import complete_settings
from bot.seed_files import ARTICLES, intents, read_articles
from bot.services.article_file import write_article
from bot.services.check_articles import check_articles, uncovered
from bot.services.ports import LiveArticle
from bot.settings import Settings

articles = typer.Typer(help="The articles that answer families' questions.", no_args_is_help=True)


@articles.command()
def check(folder: Path = typer.Argument(ARTICLES)) -> None:  # noqa: B008 - typer's way
    """Whether every article file keeps the rules; exit code 1 if not."""
    found, problems = read_articles(folder)
    labels = intents()
    problems += check_articles(found, labels)
    for problem in problems:
        print(problem)
    open_intents = uncovered([article for _, article in found], labels)
    for intent in open_intents:
        print(f"no article answers {intent}: write one")
    print(f"{len(found)} articles, {len(problems) + len(open_intents)} problems")
    if problems or open_intents:
        raise typer.Exit(1)


@articles.command("import")
def import_() -> None:
    """Take over new and changed article files; what staff have edited stays and is listed."""
    settings_for("articles")
    with complete_settings(os.environ) as settings:
        lines = asyncio.run(_import(settings))
    print("\n".join(lines) or "Nothing new.")


@articles.command()
def export(folder: Path) -> None:
    """Write the articles told at present as files."""
    settings_for("articles")
    folder.mkdir(parents=True, exist_ok=True)
    with complete_settings(os.environ) as settings:
        live = asyncio.run(_live(settings))
    for each in live:
        (folder / f"{each.article.id}.md").write_text(write_article(each.article), encoding="utf-8")
    print(f"{len(live)} articles written to {folder}")


async def _import(settings: Settings) -> list[str]:
    async with core(settings) as it:
        return told(await fill_in_knowledge(it))


async def _live(settings: Settings) -> list[LiveArticle]:
    async with core(settings) as it, it.begin() as tx:
        return list(await tx.articles.live())


def register(app: typer.Typer) -> None:
    app.add_typer(articles, name="articles")
