import os

import typer

from bot.commands.setting_up import settings_for
from bot.runtime.nlu import nlu_argv, nlu_environ


def nlu(context: typer.Context) -> None:
    """Commands of the understanding, in Rasa's own environment: train, evaluate, benchmark ..."""
    settings = settings_for("nlu")
    argv = nlu_argv(settings.nlu_python, context.args)
    os.execve(argv[0], argv, nlu_environ())


def register(app: typer.Typer) -> None:
    app.command(
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
        add_help_option=False,
    )(nlu)
