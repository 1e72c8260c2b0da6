"""What the dialogue does beyond rules: look things up, then say by keys and ask the worker by commands."""

from rasa_sdk import Action

from actions.not_understood import NotUnderstood


def all_actions() -> list[Action]:
    """Every action of every skill: one that is not listed here does not exist."""
    return [NotUnderstood()]
