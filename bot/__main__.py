"""The command line: `rafeeq`, or `python -m bot`."""

import importlib
import sys

import typer

from bot.domain.errors import RafeeqError
from bot.runtime.errors import AlreadySaidError, StartError
from bot.settings import SettingsError

AREAS = (
    "run", "web", "worker", "prepare", "migrate", "doctor", "keys", "staff", "nlu", "whatsapp", "articles",
    "answers", "alarms",
)  # fmt: skip
"""The first word of each command, which is the name of its module in `bot.commands`."""


def command_line(words: list[str]) -> typer.Typer:
    """Only the module asked for is loaded: each process carries what it needs."""
    app = typer.Typer(
        help="Rafeeq: an Arabic assistant and the desk of its caseworkers.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # keeps a single command a subcommand
    for area in [word for word in words[:1] if word in AREAS] or AREAS:
        importlib.import_module(f"bot.commands.{area}").register(app)
    return app


def main() -> None:
    try:
        command_line(sys.argv[1:])()
    except AlreadySaidError:
        sys.exit(1)
    except (SettingsError, StartError, RafeeqError) as error:
        print(f"rafeeq: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
