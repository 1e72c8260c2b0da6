"""The command line: `rafeeq`, or `python -m bot`."""

import sys

import typer

from bot.commands import migrate, nlu, run, web, worker
from bot.domain.errors import RafeeqError
from bot.runtime.errors import StartError
from bot.settings import SettingsError

AREAS = (run, web, worker, migrate, nlu)

app = typer.Typer(
    help="Rafeeq: an Arabic assistant and the desk of its caseworkers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for area in AREAS:
    area.register(app)


@app.callback()
def _root() -> None:
    """Keeps a single command a subcommand."""


def main() -> None:
    try:
        app()
    except (SettingsError, StartError, RafeeqError) as error:
        print(f"rafeeq: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
