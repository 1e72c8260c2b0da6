"""What is due without anybody asking: reminders, and the waiting list. Looked for every few seconds rather
than planned as jobs, so that nothing can be lost and nothing waits in a queue for a week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.clock import Clock
from bot.domain.template import Template
from bot.services.appointments.remind import Reminding, remind_due
from bot.services.appointments.waiting import serve_waiting
from bot.services.ports import UnitOfWorkFactory, Words

EVERY = timedelta(seconds=10)


class AppointmentUpkeep:
    def __init__(
        self, begin: UnitOfWorkFactory, templates: Sequence[Template], words: Words, clock: Clock
    ) -> None:
        self._begin = begin
        self._reminding = Reminding(begin, templates, words)
        self._clock = clock
        self._next: datetime | None = None

    async def __call__(self) -> None:
        now = self._clock()
        if self._next is not None and now < self._next:
            return
        self._next = now + EVERY
        await remind_due(self._reminding, now)
        await serve_waiting(self._begin, now)
