"""Somebody who arranges appointments in chat: the real services, the dialogue engine's part played here."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bot.domain.appointment import Appointment
from bot.domain.channel import Channel
from bot.domain.message import Outbound
from bot.services.dialogue import Answer, Command, Dialogue, Turn
from tests.support.world import World


@dataclass
class Visitor:
    world: World
    who: str = "mother"
    channel: Channel = Channel.TELEGRAM
    intent: str = "book_appointment"
    act: str = ""
    seen: int = 0
    conversation_id: UUID | None = None
    answers: list[Outbound] = field(default_factory=list)
    understood_by: Dialogue | None = None
    """The trained model; without it the engine's part is played here."""

    async def says(self, text: str, intent: str = "book_appointment", act: str = "") -> "Visitor":
        self.intent, self.act = intent, act
        await self._turn(lambda: self.world.say(text, who=self.who, channel=self.channel))
        return self

    async def presses(self, label: str, number: int = 0) -> "Visitor":
        """The newest button whose label begins so."""
        found = [c for out in reversed(self.answers) for c in out.choices if c.label.startswith(label)]
        assert found, f"no button {label} among {self.labels}"
        await self._turn(lambda: self.world.press(found[number].id, who=self.who, channel=self.channel))
        return self

    async def _turn(self, act: Any) -> None:
        if self.understood_by is None:
            self.world.dialogue.script = self._answer
        else:
            self.world.dialogue.real = self.understood_by
        self.seen = len(self.world.senders[self.channel].sent)
        self.conversation_id = (await act()).conversation_id
        self.answers = self.world.senders[self.channel].sent[self.seen :]

    def _answer(self, turn: Turn) -> Answer:
        """What the action of the skill orders."""
        pressed = dict(turn.payload.entities) if turn.payload else {}
        intent = turn.payload.intent if turn.payload else self.intent
        args = {"act": self.act, "text": turn.text or "", "follows": self.act == "say", **pressed}
        command = Command("appointment", {"intent": intent, **args})
        return Answer([], [command] if intent.endswith("_appointment") or self.act else [], {})

    @property
    def heard(self) -> list[str]:
        """Keys of what was answered."""
        return [out.text.split(" ")[0] for out in self.answers if not out.text.startswith("notice.")]

    @property
    def labels(self) -> list[str]:
        return [choice.label for out in self.answers for choice in out.choices]

    @property
    def slots(self) -> list[str]:
        """Day and hour of each time that is offered."""
        return [label.split("'")[5][:16] for label in self.labels if label.startswith("row.slot")]

    async def booked(self) -> list[Appointment]:
        assert self.conversation_id is not None
        async with self.world.begin() as tx:
            return await tx.appointments.ahead_of(self.conversation_id, self.world.now)
