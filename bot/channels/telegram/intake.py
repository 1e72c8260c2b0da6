"""Takes updates in: all of a batch in one transaction, with the queue's position; then the courtesies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.channels.telegram.courtesy import Courtesies
from bot.channels.telegram.parse import Parsed, as_raw, parse
from bot.domain.clock import Clock
from bot.domain.message import Content, Kind
from bot.services.ports import UnitOfWork
from bot.services.ports.staff_line import StaffLine
from bot.services.receive_message import ReceiveMessages

log = structlog.get_logger()

FAILURES = 3
"""So often one update may fail while all else works; then it is set aside, so that those behind it pass."""
_MOST_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Position:
    """Where the provider's queue is to be read on from, once these updates are in."""

    queue: str
    next: int


class Intake:
    def __init__(
        self,
        receive: ReceiveMessages,
        courtesies: Courtesies,
        clock: Clock,
        staff: StaffLine | None = None,
    ) -> None:
        self._receive = receive
        self._courtesies = courtesies
        self._clock = clock
        self._staff = staff
        self._failures: Counter[int] = Counter()

    async def take(self, updates: Sequence[Any], position: Position | None = None) -> None:
        """Returns when committed."""
        parsed = [await self._through_staff(parse(update)) for update in updates]
        await self._keep(parsed, position)
        for each in parsed:
            self._be_polite(each)

    async def take_or_set_aside(self, update: Any, position: Position | None = None) -> None:
        """Raises while trying again may help; an update that keeps failing is kept raw and shown as such."""
        name = hash(as_raw(update).body)
        try:
            await self.take([update], position)
        except Exception:
            if not self._failed_too_often(name):
                raise
            await self._receive([])  # raises as well while it is the database that fails
            await self._take_or_leave(update, position)
        self._failures.pop(name, None)

    def _failed_too_often(self, name: int) -> bool:
        if len(self._failures) > _MOST_REMEMBERED:
            self._failures.clear()
        self._failures[name] += 1
        return self._failures[name] >= FAILURES

    async def _take_or_leave(self, update: Any, position: Position | None) -> None:
        try:
            await self.take([update], position)
        except Exception as error:  # noqa: BLE001 - whatever it is, those behind it must pass
            log.error("telegram_update_set_aside", error=type(error).__name__)  # noqa: TRY400 - no words
            await self._set_aside(update, position)

    async def _set_aside(self, update: Any, position: Position | None) -> None:
        """Without the words that may be the trouble, else raw only."""
        parsed = parse(update)
        raw = replace(as_raw(update), address=parsed.person)
        bare = parsed.inbound and replace(parsed.inbound, content=Content(Kind.UNSUPPORTED), profile_name="")
        try:
            await self._keep([Parsed(bare, raw, callback=parsed.callback)], position)
        except Exception:  # noqa: BLE001 - as above
            await self._keep([Parsed(raw=replace(raw, address=None))], position)

    async def _keep(self, parsed: Sequence[Parsed], position: Position | None) -> None:
        async def also(tx: UnitOfWork) -> None:
            for each in sorted(parsed, key=lambda p: p.person.value if p.person else ""):
                await self._mark_reach(tx, each)
            if position is not None:
                await tx.positions.move(position.queue, position.next)

        inbound = [each.inbound for each in parsed if each.inbound is not None]
        unknown = [each.raw for each in parsed if each.raw is not None]
        if inbound or unknown or position or any(each.blocked is not None for each in parsed):
            await self._receive(inbound, unknown=unknown, also=also)

    async def _mark_reach(self, tx: UnitOfWork, parsed: Parsed) -> None:
        if parsed.blocked is None or parsed.person is None:
            return
        known = await tx.contact_points.find(parsed.person.channel, parsed.person.value)
        if known is not None:
            await tx.contact_points.mark_unreachable(known, self._clock() if parsed.blocked else None)
            conversation = await tx.conversations.of_contact_point(known, parsed.person.channel)
            await tx.events.conversation_changed(conversation.id)

    async def _through_staff(self, parsed: Parsed) -> Parsed:
        """A code that links, or an alert acknowledged, is no person's message and is not stored as one."""
        if parsed.person is None or not (parsed.code or parsed.alert):
            return parsed
        staff, person = self._staff, parsed.person
        if parsed.alert:
            words = await staff.acknowledge(parsed.alert, person) if staff else ""
            return Parsed(callback=parsed.callback, answer=words)
        words = await staff.link(parsed.code, person) if staff else ""
        return Parsed(person=person, answer=words) if words else parsed

    def _be_polite(self, parsed: Parsed) -> None:
        if parsed.callback:
            self._courtesies.answer_press(parsed.callback, parsed.answer)
        elif parsed.answer and parsed.person is not None:
            self._courtesies.say(int(parsed.person.value), parsed.answer)
        if parsed.group is not None:
            self._courtesies.turn_group_away(parsed.group)
