"""Real conversations: the assistant's own model in a real Rasa, its actions on the app's private side."""

from collections.abc import AsyncIterator, Iterator

import pytest

from actions import all_actions
from bot.dialogue.client import RasaClient
from tests.support.assistant import Person, assistant_model
from tests.support.knowledge import real_library
from tests.support.processes import wait_until
from tests.support.rasa import TOKEN, PrivateSide, RasaServer, running_rasa


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RasaServer]:
    side = PrivateSide(all_actions(real_library()), assistant_model(tmp_path_factory.mktemp("training")))
    side.start()
    with running_rasa(side.url, tmp_path_factory.mktemp("rasa")) as server:
        wait_until(server.ready, seconds=90, what="Rasa has its model")
        yield server
    side.stop()


@pytest.fixture
async def person(assistant: RasaServer) -> AsyncIterator[Person]:
    async with RasaClient([assistant.url], TOKEN) as client:
        yield Person(client)
