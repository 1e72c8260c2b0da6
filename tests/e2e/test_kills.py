"""Every process killed with messages in flight: nothing is lost, nothing is answered twice."""

import os
import signal

import pytest

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


def test_a_second_start_finds_everything(rafeeq_runs: Product) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("مرحبا")
    visitor.hears("أهلاً", who="assistant")
    rafeeq_runs.stop()
    rafeeq_runs.start()
    assert any(m["text"] == "مرحبا" for m in visitor.messages())
    visitor.says("شكرا")
    visitor.hears("أهلاً بكم، هذا واجبنا")
