"""The assistant's own model, trained once for the present data, and a person who talks with it."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bot.dialogue.client import RasaClient
from bot.dialogue.training import ROOT, data_hash
from bot.services.dialogue import (
    Answer,
    Choice,
    Command,
    DraftFacts,
    Facts,
    Payload,
    Reply,
    RequestFacts,
    Turn,
)
from bot.services.ports import TrainedModel
from tests.support.rasa import train

_KEPT = ROOT / ".cache" / "test-models"


def assistant_model(folder: Path) -> TrainedModel:
    """RAFEEQ_TEST_MODEL names a model file to use instead, while one works on the rules."""
    given = os.environ.get("RAFEEQ_TEST_MODEL")
    kept = Path(given) if given else _KEPT / f"{data_hash()}.tar.gz"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            new = kept.with_suffix(f".{os.getpid()}")
            new.write_bytes(train(folder).archive)
            new.replace(kept)
    return TrainedModel("hash-of-the-data", kept.read_bytes())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Processes of one test run that want the same model: the first trains it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass
class Person:
    """Writes and presses; between the turns the app's facts change as the worker would change them."""

    client: RasaClient
    conversation: UUID = field(default_factory=uuid4)
    facts: Facts = field(default_factory=Facts)
    state: Any = None
    turns: int = 0
    answer: Answer | None = None
    commands: list[Command] = field(default_factory=list)

    async def says(self, *texts: str, **known: Any) -> "Person":
        for text in texts:
            await self._turn(text=text, **known)
        return self

    async def presses(self, label: str, **values: Any) -> "Person":
        """A button of the last answer, by its label's key."""
        offered = [choice for reply in self.replies for choice in reply.choices]
        found = [c for c in offered if c.label == label and values.items() <= dict(c.values).items()]
        assert found, f"no button {label} among {[choice.label for choice in offered]}"
        return await self.press(found[0])

    async def press(self, choice: Choice) -> "Person":
        await self._turn(payload=choice.payload)
        return self

    async def sends(self, intent: str, **entities: Any) -> "Person":
        """A button that was offered long ago."""
        await self._turn(payload=Payload(intent, entities))
        return self

    async def finds(self, **known: Any) -> "Person":
        """Nothing was typed or pressed."""
        await self._turn(**known)
        return self

    async def _turn(self, *, text: str | None = None, payload: Payload | None = None, **known: Any) -> None:
        self.turns += 1
        facts = replace(self.facts, **known)
        turn = Turn(self.conversation, 1, f"m{self.turns}", text, payload, None, self.state, facts)
        self.answer = await self.client.answer(turn)
        self.state = self.answer.state
        for command in self.answer.commands:
            self._carry_out(command)

    def _carry_out(self, command: Command) -> None:
        self.commands.append(command)
        args = dict(command.args)
        if command.name == "save_draft":
            draft = DraftFacts("d1", args["kind"], args["fields"], args["step"], 0)
            self.facts = replace(self.facts, draft=draft)
        elif command.name == "erase_draft":
            self.facts = replace(self.facts, draft=None)
        elif command.name == "register_request":
            request = RequestFacts(str(482910 + len(self.facts.requests)), args["kind"], "new")
            self.facts = replace(self.facts, draft=None, requests=[*self.facts.requests, request])
        elif command.name == "hand_over":
            self.facts = replace(self.facts, queued=True)

    def comes_back(self) -> "Person":
        """After a caseworker let go: a new stretch, with no memory of the dialogue."""
        self.state = None
        self.facts = replace(self.facts, queued=False)
        return self

    @property
    def replies(self) -> Sequence[Reply]:
        return self.answer.replies if self.answer else ()

    @property
    def heard(self) -> list[str]:
        """Keys of the last answer."""
        return [reply.message for reply in self.replies]

    @property
    def ordered(self) -> list[str]:
        """Names of the last answer's commands."""
        return [command.name for command in self.answer.commands] if self.answer else []

    @property
    def labels(self) -> list[str]:
        return [choice.label for reply in self.replies for choice in reply.choices]
