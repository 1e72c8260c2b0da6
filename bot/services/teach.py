"""What a message meant: said in the thread, reviewed without names and numbers, then learned."""

import csv
import io
from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from bot.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from bot.domain.message import Author, Message
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.open_conversation import readable
from bot.services.ports import UnitOfWork
from bot.services.ports.learning import ExampleSource, ExampleStatus, LearnedExample
from bot.services.redaction import redaction_of
from bot.services.strip_personal import strip_personal
from nlu.text.pieces import pieces

EXAMPLE = "example"
LONGEST = 400
MOST_IMPORTED = 5000


def words_of(text: str) -> str:
    """By which two messages are the same: spelling and punctuation make no difference."""
    return " ".join(piece.strong for piece in pieces(text))


async def teachable(
    tx: UnitOfWork, actor: Staff, conversation_id: UUID, message_id: UUID, now: datetime
) -> tuple[Message, str]:
    """A message of the person's, and what stays of it without names and numbers.

    Raises NotAllowedError for what belongs to a restricted matter: that never enters, whoever asks.
    """
    conversation = await readable(tx, actor, conversation_id, now)
    message = await tx.messages.get(message_id)
    if message.conversation_id != conversation.id or message.author is not Author.PERSON:
        raise NotFoundError
    if message.restricted or (await redaction_of(tx, actor, conversation_id)).restricts(message):
        raise NotAllowedError("restricted")
    return message, strip_personal(message.text)[:LONGEST]


async def say_meaning(
    tx: UnitOfWork,
    actor: Staff,
    conversation_id: UUID,
    message_id: UUID,
    *,
    intent: str,
    intents: Collection[str],
    now: datetime,
) -> bool:
    """False when such a text is there already."""
    message, text = await teachable(tx, actor, conversation_id, message_id, now)
    language = (await tx.conversations.get(conversation_id)).language
    _require_fit(text, intent, intents)
    example = LearnedExample(uuid4(), text, intent, language, ExampleStatus.PROPOSED, ExampleSource.THREAD)
    added = await tx.examples.add(example, by=actor.id, message_id=message.id)
    if added:
        await tx.audit.record(actor.id, "said_meaning", EXAMPLE, example.id, intent=intent)
    return added


async def judge_example(
    tx: UnitOfWork,
    actor: Staff,
    example_id: UUID,
    *,
    accept: bool,
    text: str,
    intent: str,
    intents: Collection[str],
) -> None:
    """The reviewer may correct text and meaning; what is left of names and numbers goes here too."""
    require(actor, Act.TEACH)
    there = await tx.examples.get(example_id)
    stripped = strip_personal(text)[:LONGEST] or there.text
    _require_fit(stripped, intent, intents)
    status = ExampleStatus.ACCEPTED if accept else ExampleStatus.REFUSED
    await tx.examples.judge(example_id, status, text=stripped, intent=intent, by=actor.id)
    await tx.audit.record(actor.id, f"{status}_example", EXAMPLE, example_id, intent=intent)


async def teach_question(
    tx: UnitOfWork, actor: Staff, *, text: str, language: str, intent: str, intents: Collection[str]
) -> bool:
    """From a question that nothing answered: reviewed by the coordinator who takes it up."""
    require(actor, Act.TEACH)
    stripped = strip_personal(text)[:LONGEST]
    _require_fit(stripped, intent, intents)
    example = LearnedExample(
        uuid4(), stripped, intent, language, ExampleStatus.ACCEPTED, ExampleSource.QUESTION
    )
    return await tx.examples.add(example, by=actor.id)


async def import_examples(
    tx: UnitOfWork, actor: Staff, table: str, intents: Collection[str]
) -> tuple[int, int]:
    """How many lines of `text<TAB>intent` were new, and how many were not taken. They wait for review."""
    require(actor, Act.TEACH)
    new = left = 0
    for row in list(csv.reader(io.StringIO(table), delimiter="\t"))[:MOST_IMPORTED]:
        text, intent = (*(cell.strip() for cell in row), "", "")[:2]
        if (text, intent) == ("text", "intent") or not text:
            continue
        try:
            stripped = strip_personal(text)[:LONGEST]
            _require_fit(stripped, intent, intents)
        except InvalidInputError:
            left += 1
            continue
        example = LearnedExample(uuid4(), stripped, intent, "", ExampleStatus.PROPOSED, ExampleSource.FILE)
        new += await tx.examples.add(example, by=actor.id)
    return new, left


async def export_examples(tx: UnitOfWork, actor: Staff) -> str:
    require(actor, Act.TEACH)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(["text", "intent"])
    writer.writerows(await tx.examples.accepted())
    return out.getvalue()


def _require_fit(text: str, intent: str, intents: Collection[str]) -> None:
    if intent not in intents or intent.startswith("event_"):
        raise InvalidInputError("intent", "no_meaning")
    if not any(letter.isalpha() for letter in text):
        raise InvalidInputError("text", "nothing_left")
