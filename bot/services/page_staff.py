"""Sends an alert to the Telegram of a member of staff, and takes their acknowledgement.

An alert found "sending" after a crash goes again: twice is better than never.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.clock import Clock
from bot.domain.crisis import CrisisAlert
from bot.domain.errors import FinalError, NotFoundError, ProviderError, TryAgainError
from bot.domain.message import Delivery, Outbound, OutboundChoice
from bot.domain.paging import Page
from bot.domain.staff import Staff
from bot.services.deliver import GIVE_UP_AFTER, Later
from bot.services.link_staff_telegram import link_staff_telegram
from bot.services.ports import Senders, UnitOfWork, UnitOfWorkFactory, Words

ACKNOWLEDGE = "ack:"
"""What the button of an alert sends, before the alert's id."""


@dataclass(frozen=True, slots=True)
class Paging:
    begin: UnitOfWorkFactory
    senders: Senders
    words: Words
    clock: Clock
    console_url: str = ""


async def send_page(world: Paging, page_id: UUID) -> None:
    """Raises Later when it is worth trying again."""
    outbound = await _mark(world, page_id)
    if outbound is None:
        return
    sender = world.senders.get(Channel.TELEGRAM)
    try:
        if sender is None:
            raise FinalError("channel_off")
        await sender.send(outbound)
    except ProviderError as error:
        await _record(world, page_id, error)
    else:
        await _record(world, page_id, None)


async def _mark(world: Paging, page_id: UUID) -> Outbound | None:
    async with world.begin() as tx:
        page = await tx.alerts.lock_page(page_id)
        alert = await tx.alerts.get(page.alert_id)
        chat = await tx.staff.telegram_chat(page.staff_id)
        if page.delivery not in (Delivery.QUEUED, Delivery.SENDING) or alert.acknowledged_at or not chat:
            return None
        page.delivery = Delivery.SENDING
        await tx.alerts.save_page(page)
        return _outbound(world, page, alert, await tx.staff.get(page.staff_id), chat)


def _outbound(world: Paging, page: Page, alert: CrisisAlert, member: Staff, chat: str) -> Outbound:
    button = world.words.render("alert.acknowledge", member.language)
    return Outbound(
        message_id=page.id,
        address=Address(Channel.TELEGRAM, AddressKind.CHAT_ID, chat),
        text=world.words.render(page.words, member.language, {"url": world.console_url}),
        choices=(OutboundChoice(f"{ACKNOWLEDGE}{alert.id}", button),),
    )


async def _record(world: Paging, page_id: UUID, error: ProviderError | None) -> None:
    now = world.clock()
    async with world.begin() as tx:
        page = await tx.alerts.lock_page(page_id)
        again = isinstance(error, TryAgainError) and now - page.at < GIVE_UP_AFTER
        if error is None:
            page.delivery, page.sent_at, page.error_code = Delivery.SENT, now, ""
        else:
            page.delivery = Delivery.QUEUED if again else Delivery.FAILED
            page.error_code = error.code or type(error).__name__
        await tx.alerts.save_page(page)
    if again:
        raise Later(error.at if isinstance(error, TryAgainError) else None)


class TelegramStaffLine:
    """Fulfils the StaffLine port: what staff do from their own Telegram."""

    def __init__(self, begin: UnitOfWorkFactory, words: Words, clock: Clock) -> None:
        self._begin = begin
        self._words = words
        self._clock = clock

    async def link(self, code: str, address: Address) -> str:
        async with self._begin() as tx:
            member = await link_staff_telegram(tx, code, address.value, self._clock())
        return (
            ""
            if member is None
            else self._words.render("alert.linked", member.language, {"name": member.name})
        )

    async def acknowledge(self, alert_id: str, address: Address) -> str:
        async with self._begin() as tx:
            member = await tx.staff.by_telegram(address.value)
            if member is None or not member.active:
                return ""
            known = await _acknowledged(tx, alert_id, member, self._clock())
        return self._words.render("alert.acknowledged" if known else "alert.unknown", member.language)


async def _acknowledged(tx: UnitOfWork, alert_id: str, member: Staff, now: datetime) -> bool:
    """The first who says so has it; the alarm then sends nobody anything more."""
    try:
        alert = await tx.alerts.lock(UUID(alert_id))
    except (ValueError, NotFoundError):
        return False
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = now, member.id
        await tx.alerts.save(alert)
        await tx.audit.record(member.id, "acknowledged_alarm", "conversation", alert.conversation_id)
        await tx.events.queue_changed()
    return True
