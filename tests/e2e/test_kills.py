"""Every process killed with messages in flight: nothing is lost, nothing is answered twice."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable

import httpx
import pytest

from bot.dialogue.training import data_hash
from bot.persistence.database import make_engine
from bot.persistence.repositories.models import SqlModels
from bot.runtime.installation import complete_settings
from bot.runtime.model_change import READY
from bot.services.ports import TrainedModel
from tests.support.commands import environment
from tests.support.product import Product, until

pytestmark = [pytest.mark.product, pytest.mark.timeout(600)]


@pytest.mark.parametrize("victim", ["worker", "web", "nlu", "postgres"])
def test_killed_with_messages_in_flight(rafeeq_runs: Product, victim: str) -> None:
    assert rafeeq_runs.running is not None
    people = [f"96279{abs(hash(victim)) % 1000:03d}{n:04d}" for n in range(8)]
    for person in people[:4]:
        rafeeq_runs.whatsapp_says("مرحبا", sender=person)
    os.kill(rafeeq_runs.running.children()[victim], signal.SIGKILL)
    for person in people[4:]:
        rafeeq_runs.whatsapp_says("مرحبا", sender=person)

    def greeted(person: str) -> list[str]:
        mine = [b for b in rafeeq_runs.whatsapp.sent if b.get("to") == person]
        return [b["biz_opaque_callback_data"] for b in mine]

    until(
        lambda: all(len(set(greeted(p))) >= 2 for p in people), f"all are answered after {victim} died", 120
    )
    assert all(len(set(greeted(person))) == 2 for person in people)


def model_of(runs: Product) -> Callable[[Callable[[SqlModels], Awaitable[object]]], None]:
    """Does something with the models of what runs."""

    def do(what: Callable[[SqlModels], Awaitable[object]]) -> None:
        async def inside(url: str) -> None:
            engine = make_engine(url, size=1)
            await what(SqlModels(engine))
            await engine.dispose()

        with complete_settings(environment(runs.settings)) as complete:
            asyncio.run(inside(complete.database_url))

    return do


def test_a_new_model_comes_into_use_and_goes_again_without_a_message_lost(
    rafeeq_runs: Product, archive: bytes
) -> None:
    do, address = model_of(rafeeq_runs), rafeeq_runs.data_dir / "run" / "rasa-url"
    new = TrainedModel(f"{data_hash()}+new", archive)
    people: list[str] = []
    for change in (lambda models: models.add(new), lambda models: models.make_newest(data_hash())):
        before = address.read_text()
        do(change)

        def moved(before: str = before) -> bool:
            people.append(f"96277{len(people):07d}")
            rafeeq_runs.whatsapp_says("مرحبا", sender=people[-1])
            return address.read_text() != before and not listens(before)

        until(moved, "messages went to the new model and the old one ended", 150)

    def greeted(person: str) -> set[str]:
        mine = [b for b in rafeeq_runs.whatsapp.sent if b.get("to") == person]
        return {b["biz_opaque_callback_data"] for b in mine}

    until(lambda: all(len(greeted(person)) == 2 for person in people), "everybody is answered", 120)


def listens(url: str) -> bool:
    try:
        httpx.get(f"{url}{READY}", trust_env=False, timeout=4)
    except httpx.TransportError:
        return False
    return True


def test_a_second_start_finds_everything(rafeeq_runs: Product) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("مرحبا")
    visitor.hears("أهلاً", who="assistant")
    rafeeq_runs.stop()
    rafeeq_runs.start()
    assert any(m["text"] == "مرحبا" for m in visitor.messages())
    visitor.says("شكرا")
    visitor.hears("أهلاً بكم، هذا واجبنا")
