"""Conversations at the desk for programs."""

from uuid import uuid4

from bot.api import shapes
from bot.api.gate import Call
from bot.api.problems import Refused
from bot.domain import conversation as domain
from bot.domain.channel import Channel
from bot.domain.conversation import Release
from bot.services.access import Act, require
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.find_conversation import find_conversation
from bot.services.let_go import let_go, put_back, undo
from bot.services.open_conversation import give_reason, name_of
from bot.services.ports import UnitOfWork
from bot.services.read_queue import QueueItem, read_queue, read_recent
from bot.services.read_thread import PAGE, Thread, read_thread
from bot.services.reply_as_staff import reply
from bot.services.thread_lines import Line

MOST = 200


async def queue(call: Call) -> shapes.Queue:
    async with call.begin() as tx:
        items = await read_queue(tx, call.actor)
    return shapes.Queue(items=[_queue_item(call, item) for item in items])


async def find_or_list(call: Call) -> shapes.Conversation | shapes.Conversations:
    """One by its address on its channel; without that, the latest."""
    asked = call.request.query_params
    if not asked.get("external_id"):
        return await _latest(call)
    if asked.get("channel") not in set(Channel):
        raise Refused("invalid", field="channel")
    async with call.begin() as tx:
        require(call.actor, Act.READ_CONVERSATION)
        found = await find_conversation(tx, Channel(asked["channel"]), asked["external_id"])
        return _conversation(call, await read_thread(tx, call.actor, found, call.desk.words, call.now))


async def _latest(call: Call) -> shapes.Conversations:
    limit = call.number("limit", 50, MOST) or 50
    async with call.begin() as tx:
        items = await read_recent(tx, call.actor, before=call.moment("before"), limit=limit)
    lines = [
        shapes.ConversationLine(
            conversation=item.conversation.id,
            channel=item.conversation.channel.value,
            state=item.conversation.state.value,
            holder=item.holder_name or None,
            name=item.name,
            last_message_at=item.conversation.last_inbound_at,
        )
        for item in items
    ]
    last = items[-1].conversation if len(items) == limit else None
    return shapes.Conversations(items=lines, next=last and (last.last_inbound_at or last.created_at))


async def show(call: Call) -> shapes.Conversation:
    before = call.number("before", None, 2**62)
    limit = call.number("limit", PAGE, MOST) or PAGE
    async with call.begin() as tx:
        thread = await read_thread(
            tx, call.actor, call.path("id"), call.desk.words, call.now, before=before, limit=limit
        )
    return _conversation(call, thread)


async def take(call: Call) -> shapes.Holding:
    async with call.begin() as tx:
        return await _holding(tx, await claim(tx, call.actor, call.path("id"), call.now))


async def answer(call: Call) -> shapes.Message:
    said: shapes.Reply = call.body
    async with call.begin() as tx:
        message = await reply(tx, call.actor, call.path("id"), said.text, call.now, client_id=str(said.id))
    line = Line(
        message.id,
        message.at,
        message.author,
        message.kind,
        name=call.actor.name,
        text=message.text,
        delivery=message.delivery,
        error_code=message.error_code,
    )
    return _message(line)


async def note(call: Call) -> shapes.Note:
    said: shapes.NewNote = call.body
    client_id = str(uuid4() if said.id is None else said.id)
    async with call.begin() as tx:
        made = await add_note(tx, call.actor, call.path("id"), said.text, call.now, client_id=client_id)
    return shapes.Note(id=made.id, name=call.actor.name, text=made.text, at=made.at, hidden=False)


async def resolve(call: Call) -> shapes.Holding:
    return await _let_go(call, Release.RESOLVE)


async def give_back(call: Call) -> shapes.Holding:
    return await _let_go(call, Release.RETURN)


async def _let_go(call: Call, how: Release) -> shapes.Holding:
    async with call.begin() as tx:
        return await _holding(tx, await let_go(tx, call.actor, call.path("id"), how, call.now))


async def take_back(call: Call) -> shapes.Holding:
    async with call.begin() as tx:
        return await _holding(tx, await undo(tx, call.actor, call.path("id"), call.now))


async def pass_on(call: Call) -> shapes.Holding:
    async with call.begin() as tx:
        return await _holding(tx, await put_back(tx, call.actor, call.path("id"), call.now))


async def open_anothers(call: Call) -> shapes.Holding:
    given: shapes.GivenReason = call.body
    async with call.begin() as tx:
        await give_reason(tx, call.actor, call.path("id"), given.reason)
        return await _holding(tx, await tx.conversations.get(call.path("id")))


async def _holding(tx: UnitOfWork, conversation: domain.Conversation) -> shapes.Holding:
    return shapes.Holding(
        id=conversation.id,
        state=conversation.state.value,
        holder=await name_of(tx, conversation.holder_id) or None,
        holder_id=conversation.holder_id,
        takes_effect_at=conversation.release_at,
    )


def _queue_item(call: Call, item: QueueItem) -> shapes.QueueItem:
    conversation = item.conversation
    return shapes.QueueItem(
        conversation=conversation.id,
        channel=conversation.channel.value,
        priority=conversation.priority.value,
        reason=conversation.queue_reason,
        waiting_seconds=item.waiting_seconds(call.now),
        window_minutes_left=conversation.window_minutes_left(call.now),
        due_at=item.due_at,
        name=item.name,
        preview=item.preview,
        language=conversation.language,
        restricted=item.hidden,
    )


def _conversation(call: Call, thread: Thread) -> shapes.Conversation:
    conversation = thread.conversation
    draft = thread.draft
    return shapes.Conversation(
        id=conversation.id,
        channel=conversation.channel.value,
        state=conversation.state.value,
        holder=thread.holder_name or None,
        holder_id=conversation.holder_id,
        language=conversation.language,
        name=thread.name,
        reason=conversation.queue_reason,
        priority=conversation.priority.value,
        alarm=thread.alarm,
        takes_effect_at=conversation.release_at,
        window_minutes_left=conversation.window_minutes_left(call.now),
        restricted=thread.hidden,
        messages=[_message(line) for line in thread.lines if line.author],
        notes=[_note(line) for line in thread.lines if line.author is None],
        draft=draft and shapes.Draft(kind=draft.kind, fields=draft.fields, updated_at=draft.updated_at),
        requests=[request.number for request in thread.requests],
        older=thread.older,
    )


def _message(line: Line) -> shapes.Message:
    assert line.author is not None  # noqa: S101 - notes are told apart before
    media = line.media
    return shapes.Message(
        id=line.id,
        author=line.author.value,
        kind=line.kind.value if line.kind else None,
        text=line.text,
        at=line.at,
        delivery=line.delivery.value if line.delivery else None,
        perhaps_twice=line.perhaps_twice,
        error=line.error_code,
        name=line.name,
        choices=list(line.choices),
        media=media
        and shapes.Media(
            kind=media.kind, mime=media.mime, name=media.filename, size=media.size, status=media.status
        ),
        about=line.about,
        alarm=line.alarm,
        hidden=line.hidden,
    )


def _note(line: Line) -> shapes.Note:
    return shapes.Note(id=line.id, name=line.name, text=line.text, at=line.at, hidden=line.hidden)
