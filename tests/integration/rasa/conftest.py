from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.dialogue.client import RasaClient
from bot.services.dialogue import Answer, Facts, Payload, Turn
from tests.integration.rasa.skills import skills
from tests.support.processes import wait_until
from tests.support.rasa import TOKEN, PrivateSide, RasaServer, running_rasa, train

ASSISTANT = Path(__file__).parent / "assistant"


@dataclass
class Talk:
    """One conversation, its state carried from turn to turn as the worker does."""

    client: RasaClient
    conversation: UUID = field(default_factory=uuid4)
    state: Any = None
    turns: int = 0

    async def says(self, text: str | None, **given: Any) -> Answer:
        return await self._turn(text=text, **given)

    async def presses(self, intent: str, **entities: Any) -> Answer:
        return await self._turn(payload=Payload(intent, entities))

    async def _turn(self, **given: Any) -> Answer:
        self.turns += 1
        given.setdefault("facts", Facts())
        turn = Turn(self.conversation, 1, f"m{self.turns}", state=self.state, **given)
        answer = await self.client.answer(turn)
        self.state = answer.state
        return answer


@pytest.fixture(scope="session")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateSide]:
    files = {name: str(ASSISTANT / f"{name}.yml") for name in ("config", "domain", "nlu", "rules")}
    arguments = ("--config", files["config"], "--domain", files["domain"])
    model = train(tmp_path_factory.mktemp("training"), *arguments, "--data", files["nlu"], files["rules"])
    side = PrivateSide(skills(), model)
    side.start()
    yield side
    side.stop()


@pytest.fixture(scope="session")
def rasa(private: PrivateSide, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    with running_rasa(private.url, tmp_path_factory.mktemp("rasa")) as server:
        wait_until(server.ready, seconds=90, what="Rasa has its model")
        yield server


@pytest.fixture
async def client(rasa: RasaServer) -> AsyncIterator[RasaClient]:
    async with RasaClient([rasa.url], TOKEN) as made:
        yield made


@pytest.fixture
def talk(client: RasaClient) -> Talk:
    return Talk(client)
