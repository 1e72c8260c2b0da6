"""The list of commands that Telegram shows beside the text field."""

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats

from bot.channels.telegram.errors import typed_errors
from bot.services.ports import Words

_SHOWN = {
    "menu": "command.menu",
    "visits": "menu.visits",
    "centres": "menu.inmate",
    "law": "menu.legal",
    "support": "menu.support",
    "human": "command.human",
    "lang": "command.lang",
    "help": "command.help",
    "stop": "command.stop",
}
_LANGUAGES = {"": "ar", "ar": "ar", "en": "en"}
"""Telegram's language of the person -> ours; empty is everybody else's."""


async def show_menu(bot: Bot, words: Words) -> None:
    """Raises a ProviderError."""
    for theirs, ours in _LANGUAGES.items():
        commands = [BotCommand(name, words.render(key, ours)) for name, key in _SHOWN.items()]
        with typed_errors():
            await bot.set_my_commands(
                commands, scope=BotCommandScopeAllPrivateChats(), language_code=theirs or None
            )
