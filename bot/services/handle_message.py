"""Answers one message that came in: the worker's part of a message's way.

Whatever happens in between, the effect is that of handling it once: the last transaction does all of it or
nothing, and only while the message still waits.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.clock import Clock
from bot.domain.conversation import Conversation, State
from bot.domain.crisis import TOGETHER, Grade, LearnedScreen, Sign, is_fragment, together
from bot.domain.message import Handling, Kind, Message
from bot.services import hand_over, outbox
from bot.services.check_answer import CheckAnswer
from bot.services.dialogue import Answer, Dialogue, DialogueFailed, DialogueNotReady, Turn
from bot.services.heed import NO, fragments, heed, note, note_yes, pressed_check, raise_alarm, typed_check
from bot.services.ports import UnitOfWork, UnitOfWorkFactory, Words
from bot.services.prepare_turn import Prepared, prepare, typed
from bot.services.settle_turn import settle
from bot.services.without_dialogue import answer_alone
from bot.services.worry import settle_worry
from nlu.text.phrases import acts

ATTEMPTS = 2
ATTEMPT_SECONDS = 6
BETWEEN_ATTEMPTS_SECONDS = 2
"""Both attempts stay within 15 s."""
TYPING_AFTER_SECONDS = 0.3
READY_SECONDS = 60
RECENT = 4
"""How many of the person's earlier messages the learned screen may read together with this one."""
SILENCE_BROKEN = timedelta(hours=1)
CRASHES = 3
"""Runs of one message that ended with the process: it is then brought before people."""

Sleep = Callable[[float], Awaitable[None]]
Typing = Callable[[Conversation, Message], Awaitable[None]]
"""Shows on the person's channel that an answer is under way; best effort, must not raise."""

Encode = Callable[[str], Awaitable[Sequence[float] | None]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What answering needs of the world."""

    begin: UnitOfWorkFactory
    dialogue: Dialogue
    words: Words
    clock: Clock
    encode: Encode
    typing: Typing
    learned: LearnedScreen
    sleep: Sleep = asyncio.sleep


@dataclass(frozen=True, slots=True)
class _Look:
    """What is seen in a message before the engine is asked."""

    vector: Sequence[float] | None = None
    sign: Sign | None = None
    check: CheckAnswer | None = None
    """To the question whether they need help now."""

    @property
    def alarming(self) -> bool:
        danger = self.sign is not None and self.sign.grade is Grade.DANGER
        return danger or self.check is CheckAnswer.YES


async def handle_message(engine: Engine, conversation_id: UUID, message_id: UUID) -> None:
    prepared = await _begin(engine, conversation_id, message_id)
    if prepared is None:
        return
    look, answer = _Look(), None
    if prepared.message.attempts <= CRASHES:
        look = await _look(engine, prepared)
        if prepared.turn is not None and not look.alarming:
            answer = await _ask_while_typing(engine, _turn(prepared.turn, look), prepared)
    async with engine.begin() as tx:
        await _conclude(tx, prepared, look, answer, engine.clock())


def _turn(turn: Turn, look: _Look) -> Turn:
    """A no to the caring question stays one, whatever question of the dialogue stands open beside it."""
    if look.check is CheckAnswer.NO:
        return replace(turn, text=None, payload=NO)
    return replace(turn, vector=look.vector)


async def _look(engine: Engine, prepared: Prepared) -> _Look:
    """Encodes the text once. A button's words are ours, and say nothing about the person."""
    turn, message = prepared.turn, prepared.message
    if message.kind is Kind.PRESS or (turn is not None and turn.payload is not None):
        return _Look(check=pressed_check(turn.payload if turn else None))
    text = typed(message)
    vector = await engine.encode(text)
    sign = await asyncio.to_thread(engine.learned, text, vector)
    if sign is None and not acts(text) and (joined := together(prepared.fragments, text)):
        sign = _as_worry(await asyncio.to_thread(engine.learned, joined, await engine.encode(joined)))
    return _Look(vector, sign, prepared.check)


def _as_worry(sign: Sign | None) -> Sign | None:
    """The model never saw messages strung together: only what it takes for danger counts, as a worry."""
    danger = sign is not None and sign.grade is Grade.DANGER
    return Sign(Grade.WORRYING, TOGETHER + sign.why) if sign is not None and danger else None


async def _conclude(
    tx: UnitOfWork, prepared: Prepared, look: _Look, answer: Answer | None, now: datetime
) -> None:
    conversation, message = await _locked(tx, prepared)
    if message.handling is not Handling.RECEIVED:
        return
    note(message, look.sign)
    if look.alarming:
        if look.check is CheckAnswer.YES:
            note_yes(message)
        await raise_alarm(tx, conversation, message, now)
    elif prepared.turn is None or conversation.epoch != prepared.conversation.epoch:
        await _leave_to_person(tx, conversation, message)
    elif look.check is CheckAnswer.NO:
        await _take_no(tx, conversation, message, answer, now)
    elif answer is None:
        await _fail_to_people(tx, conversation, message, now)
        await heed(tx, conversation, message, answer, now)
    else:
        await settle(tx, conversation, message, answer, now)
        await heed(tx, conversation, message, answer, now)


async def _take_no(
    tx: UnitOfWork, conversation: Conversation, message: Message, answer: Answer | None, now: datetime
) -> None:
    """The engine says the words and asks again what was open; without it they are said all the same."""
    await settle_worry(tx, conversation)
    if answer is not None:
        await settle(tx, conversation, message, answer, now)
        return
    message.handling = Handling.HANDLED
    await tx.messages.save(message)
    await outbox.notify(tx, conversation, "crisis.not_now")
    await tx.events.conversation_changed(conversation.id)


async def _begin(engine: Engine, conversation_id: UUID, message_id: UUID) -> Prepared | None:
    """Decides who answers. None: nothing is left to do; no turn: a person holds it, and reads the message."""
    async with engine.begin() as tx:
        conversation = await tx.conversations.lock(conversation_id)
        message = await tx.messages.lock(message_id)
        if message.handling is not Handling.RECEIVED:
            return None
        message.attempts += 1
        await tx.messages.save(message)
        now = engine.clock()
        recent = await _recent(tx, message)
        before = fragments(recent, now)
        if conversation.state is State.CLAIMED:
            return Prepared(conversation, message, None, fragments=before)
        if await answer_alone(tx, conversation, message, now):
            return None
        if conversation.channel is Channel.WEBCHAT:
            await tx.events.typing(conversation.id, "assistant")
        prepared = await prepare(tx, conversation, message, engine.words, now)
        check = await typed_check(tx, conversation, message, now)
        turn = prepared.turn
        if turn is not None and _breaks_silence(message, recent):
            turn = replace(turn, facts=replace(turn.facts, after_silence=True))
        return replace(prepared, turn=turn, fragments=before, check=check)


async def _recent(tx: UnitOfWork, message: Message) -> list[Message]:
    """What came before a short message: only a piece of a sentence, or a greeting, is read by it."""
    if not is_fragment(message.text):
        return []
    return await tx.messages.recent_inbound(message.conversation_id, message.position, RECENT)


def _breaks_silence(message: Message, recent: Sequence[Message]) -> bool:
    return is_fragment(message.text) and (not recent or message.at - recent[-1].at > SILENCE_BROKEN)


async def _ask_while_typing(engine: Engine, turn: Turn, prepared: Prepared) -> Answer | None:
    """The sign appears only when the answer is not there at once."""

    async def show() -> None:
        await asyncio.sleep(TYPING_AFTER_SECONDS)
        await engine.typing(prepared.conversation, prepared.message)

    shown = asyncio.create_task(show())
    try:
        return await _ask(engine, turn)
    finally:
        shown.cancel()


async def _ask(engine: Engine, turn: Turn) -> Answer | None:
    """None after two failures, or when no engine got ready in time. Waiting for one counts as no attempt."""
    deadline = engine.clock() + timedelta(seconds=READY_SECONDS)
    failures = 0
    while failures < ATTEMPTS:
        try:
            async with asyncio.timeout(ATTEMPT_SECONDS):
                return await engine.dialogue.answer(turn)
        except DialogueNotReady:
            if engine.clock() >= deadline:
                return None
            await engine.sleep(0.5)
        except (DialogueFailed, TimeoutError):
            failures += 1
            if failures < ATTEMPTS:
                await engine.sleep(BETWEEN_ATTEMPTS_SECONDS)
    return None


async def _locked(tx: UnitOfWork, prepared: Prepared) -> tuple[Conversation, Message]:
    conversation = await tx.conversations.lock(prepared.conversation.id)
    return conversation, await tx.messages.lock(prepared.message.id)


async def _leave_to_person(tx: UnitOfWork, conversation: Conversation, message: Message) -> None:
    """Somebody holds the conversation, or a crisis broke in: shown to people, not answered by the machine."""
    message.handling = Handling.HELD
    await tx.messages.save(message)
    await tx.events.conversation_changed(conversation.id)


async def _fail_to_people(
    tx: UnitOfWork, conversation: Conversation, message: Message, now: datetime
) -> None:
    message.handling = Handling.FAILED
    await tx.messages.save(message)
    await hand_over.queue(tx, conversation, "failure", now)
    await outbox.notify(tx, conversation, "failure.human_will_answer")
    await tx.conversations.save(conversation)
    await tx.events.conversation_changed(conversation.id)
