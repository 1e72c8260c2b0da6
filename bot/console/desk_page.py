"""What the desk's three panes show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.console.forms import moment_of, position_of
from bot.console.visit import Visit
from bot.domain.conversation import Conversation
from bot.domain.errors import NotAllowedError
from bot.domain.staff import Staff
from bot.domain.template import Template
from bot.services.access import Act, allows
from bot.services.open_conversation import AnothersConversationError
from bot.services.ports import UnitOfWork
from bot.services.read_queue import QueueItem, read_mine, read_queue, read_recent
from bot.services.read_thread import Thread, read_thread
from bot.services.templates import approved

QUEUE, MINE, RECENT = "queue", "mine", "recent"
LISTS = (QUEUE, MINE, RECENT)
PORTION = 50
"""Of all conversations, at a time."""


@dataclass(frozen=True, slots=True)
class DeskList:
    which: str
    items: Sequence[QueueItem]
    counts: dict[str, int]
    failed: int
    """Messages that did not reach people."""
    before: datetime | None = None
    next: datetime | None = None
    """Before which there may be more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation in the middle: its thread, or why it does not open."""

    id: UUID
    thread: Thread | None = None
    holder: str = ""
    """Of a colleague's conversation, which opens with a reason."""
    templates: Sequence[Template] = ()
    now: datetime | None = None
    actor: Staff | None = None
    before: int | None = None

    @property
    def conversation(self) -> Conversation:
        if self.thread is None:
            raise NotAllowedError
        return self.thread.conversation

    @property
    def mine(self) -> bool:
        return self.actor is not None and self.conversation.holder_id == self.actor.id

    @property
    def anothers(self) -> bool:
        return self.conversation.holder_id is not None and not self.mine

    @property
    def freeable(self) -> bool:
        """A coordinator may put a colleague's back into the queue."""
        held = self.anothers and self.actor is not None
        return held and allows(self.actor, Act.RELEASE, holder=self.conversation.holder_id)  # type: ignore[arg-type]

    @property
    def window_closed(self) -> bool:
        return self.now is not None and not self.conversation.window_open(self.now)

    @property
    def seconds_to_undo(self) -> int:
        """0 when nothing is about to be let go."""
        at = self.conversation.release_at
        return 0 if at is None or self.now is None else max(0, round((at - self.now).total_seconds()))


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the composer after something was refused."""

    text: str = ""
    mode: str = "reply"
    problem: str = ""
    values: Sequence[str] = field(default=())


async def read_list(visit: Visit, tx: UnitOfWork) -> DeskList:
    which = visit.request.query_params.get("list", QUEUE)
    which = which if which in LISTS else QUEUE
    queue, mine = await read_queue(tx, visit.staff), await read_mine(tx, visit.staff)
    counts = {QUEUE: len(queue), MINE: len(mine)}
    failed = await tx.messages.count_undelivered()
    items = {QUEUE: queue, MINE: mine}.get(which)
    if items is not None:
        return DeskList(which, items, counts, failed)
    before = moment_of(visit.request.query_params.get("before", ""))
    recent = await read_recent(tx, visit.staff, before=before, limit=PORTION)
    following = recent[-1].wrote_last if len(recent) == PORTION else None
    return DeskList(which, recent, counts, failed, before, following)


async def read_opened(visit: Visit, tx: UnitOfWork, conversation_id: UUID) -> Opened:
    """Raises NotFoundError, NotAllowedError."""
    now = visit.console.clock()
    before = position_of(visit.request.query_params.get("before", ""))
    try:
        thread = await read_thread(tx, visit.staff, conversation_id, visit.console.words, now, before=before)
    except AnothersConversationError as closed:
        return Opened(conversation_id, holder=closed.holder_name)
    templates: list[Template] = []
    if not thread.conversation.window_open(now):
        templates = await approved(tx, visit.console.templates, thread.conversation.language)
    return Opened(conversation_id, thread, templates=templates, now=now, actor=visit.staff, before=before)
