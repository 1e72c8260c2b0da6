"""What a pressed button, or a number or label typed instead of it, means now."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.article import BUTTON_EVENT, Topic
from bot.domain.conversation import Conversation
from bot.domain.message import Kind, Message
from bot.services.dialogue import ChoiceScope, Payload
from bot.services.ports import StoredChoice, UnitOfWork, Words

COMMANDS = {
    "start": "greet",
    "help": "help",
    "menu": "help",
    "human": "request_human",
    "lang": "change_language",
    "stop": "stop",
}
"""A channel's own commands (Telegram's menu), each as good as a button with this intent."""
TOPICS = {"visits": Topic.VISITS, "centres": Topic.INMATE, "law": Topic.LEGAL, "support": Topic.SUPPORT}
"""Commands that stand for a topic of the menu."""

_FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """`payload` None with `stale` True: an old button whose step has passed, or one that is not ours."""

    payload: Payload | None = None
    stale: bool = False


async def resolve(
    tx: UnitOfWork, conversation: Conversation, message: Message, words: Words, now: datetime
) -> Chosen:
    if message.kind is Kind.PRESS:
        stored = await tx.choices.get(str(message.body["choice"]), conversation.id)
        return Chosen(stale=True) if stored is None else await _press(tx, conversation, stored, now)
    command = message.body.get("data", {}).get("command")
    if command in TOPICS:
        return Chosen(Payload(BUTTON_EVENT, {"topic": TOPICS[command].value}))
    if command in COMMANDS:
        return Chosen(Payload(COMMANDS[command]))
    offered = await tx.choices.latest(conversation.id)
    typed = pick(message.text, [(c.number, words.render(c.label, conversation.language)) for c in offered])
    if typed is None:
        return Chosen()
    chosen = await _press(tx, conversation, offered[typed], now)
    return Chosen() if chosen.stale else chosen


def pick(text: str, offered: Sequence[tuple[int, str]]) -> int | None:
    """Index of the choice whose number or label was typed. Arabic digits count."""
    folded = _fold(text)
    if not folded:
        return None
    for index, (number, label) in enumerate(offered):
        if folded in (str(number), _fold(label)):
            return index
    return None


async def _press(tx: UnitOfWork, conversation: Conversation, choice: StoredChoice, now: datetime) -> Chosen:
    if not await _good(tx, conversation, choice):
        return Chosen(stale=True)
    await tx.choices.mark_pressed(choice.id, now)
    return Chosen(Payload(choice.intent, choice.entities))


async def _good(tx: UnitOfWork, conversation: Conversation, choice: StoredChoice) -> bool:
    if choice.scope == ChoiceScope.ALWAYS:
        return True
    if choice.stretch != conversation.stretch:
        return False
    if choice.scope == ChoiceScope.STRETCH:
        return True
    draft = await tx.drafts.of_conversation(conversation.id)
    return choice.draft_id is None or (draft is not None and draft.id == choice.draft_id)


def _fold(text: str) -> str:
    """Digits to Latin, letters by their plain form, marks and outer signs off."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = [_FOLDED.get(c, c) for c in plain if unicodedata.category(c) not in {"Mn", "Cf"}]
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in letters)
    return " ".join(digits.strip(" .،,!؟?:)(").split())
