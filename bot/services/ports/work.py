"""One transaction, and what goes out with its commit."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.services.ports.alerts import Alerts, CrisisExamples
from bot.services.ports.appointments import Appointments, Bookings, Calendar, Reminders, WaitingList
from bot.services.ports.channels import ChannelPositions, RawPayloads
from bot.services.ports.conversations import ChoiceStore, ContactPoints, Conversations
from bot.services.ports.desk import DeskViews
from bot.services.ports.knowledge import Articles, Centres, OpenQuestions
from bot.services.ports.learning import Examples, Trainings
from bot.services.ports.messages import MediaStore, Messages
from bot.services.ports.requests import Drafts, Notes, Requests
from bot.services.ports.staff import Audit, Links, Sessions, StaffStore, Tokens
from bot.services.ports.templates import Templates
from bot.services.ports.web_sessions import WebSessions
from bot.services.ports.world import Pages


class Jobs(Protocol):
    """Work queued with the transaction's commit. Arguments are ids only: they lie in plain text."""

    async def handle_message(self, conversation_id: UUID, message_id: UUID) -> None: ...

    async def deliver(self, conversation_id: UUID, message_id: UUID) -> None: ...

    async def fetch_media(self, media_id: UUID) -> None: ...

    async def release(self, conversation_id: UUID, at: datetime) -> None:
        """Ends a return or resolve when its time to undo is over."""

    async def retrain(self, training_id: UUID) -> None: ...

    async def send_page(self, page_id: UUID) -> None: ...

    async def watch_crisis(self, alert_id: UUID, at: datetime | None = None) -> None: ...

    async def watch_worry(self, conversation_id: UUID, at: datetime) -> None:
        """Looks whether the person has been silent since a worrying message."""

    async def hold(self, conversation_id: UUID, at: datetime) -> None:
        """Says the holding line that was put off, if something was written since."""


class Events(Protocol):
    """Tells every web process, at commit, that something changed. Carries ids only."""

    async def conversation_changed(self, conversation_id: UUID) -> None: ...

    async def queue_changed(self) -> None: ...

    async def typing(self, conversation_id: UUID, who: str) -> None: ...


class UnitOfWork(Protocol):
    """Commits at the end of its `async with`, rolls back on an error."""

    contact_points: ContactPoints
    conversations: Conversations
    messages: Messages
    media: MediaStore
    raw_payloads: RawPayloads
    positions: ChannelPositions
    choices: ChoiceStore
    drafts: Drafts
    requests: Requests
    notes: Notes
    alerts: Alerts
    crisis_examples: CrisisExamples
    pages: Pages
    templates: Templates
    staff: StaffStore
    links: Links
    sessions: Sessions
    tokens: Tokens
    audit: Audit
    web_sessions: WebSessions
    desk: DeskViews
    articles: Articles
    centres: Centres
    open_questions: OpenQuestions
    examples: Examples
    trainings: Trainings
    calendar: Calendar
    appointments: Appointments
    reminders: Reminders
    waiting: WaitingList
    bookings: Bookings
    jobs: Jobs
    events: Events


UnitOfWorkFactory = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
