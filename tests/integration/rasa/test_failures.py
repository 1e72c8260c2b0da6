"""When a turn fails it says so, tells nobody what was written, and leaves everything as it was."""

from pathlib import Path

import httpx
import pytest

from bot.dialogue.client import RasaClient
from bot.services.dialogue import DialogueFailed, DialogueNotReady
from tests.integration.rasa.conftest import Talk
from tests.integration.rasa.skills import skills
from tests.support.processes import wait_until
from tests.support.rasa import TOKEN, PrivateSide, RasaServer, running_rasa

SECRET_WORD = "سرعظيم"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("raise", "action call failed: ClientResponseError"),
        ("words", "neither a reply nor a command"),
        ("kind", "no known kind"),
        ("event", "in an action"),
        ("nothing", "no reply, no command, nothing changed"),
    ],
)
async def test_a_skill_that_breaks_fails_the_turn(talk: Talk, how: str, why: str) -> None:
    with pytest.raises(DialogueFailed, match=why):
        await talk.presses("complain", how=how)


async def test_an_action_server_that_is_down_is_waited_for(talk: Talk, private: PrivateSide) -> None:
    await talk.says("مساعدة")
    before = talk.state
    with private.down(), pytest.raises(DialogueNotReady):
        await talk.says("الإيجار")
    assert talk.state == before
    await talk.says("الإيجار")
    assert talk.state["slots"]["draft"] == {"need": ["الإيجار"]}


async def test_rules_that_need_no_action_still_answer_then(talk: Talk, private: PrivateSide) -> None:
    with private.down():
        assert (await talk.says("مرحبا")).replies[0].message == "greeting.hello"


async def test_a_state_of_another_shape_fails_the_turn(talk: Talk) -> None:
    talk.state = {"version": 0}
    with pytest.raises(DialogueFailed, match="another version"):
        await talk.says("مرحبا")


async def test_only_the_internal_token_is_let_in(rasa: RasaServer) -> None:
    async with RasaClient([rasa.url], "wrong") as stranger:
        with pytest.raises(DialogueFailed, match="401"):
            await Talk(stranger).says("مرحبا")


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"conversation": "c"}'])
def test_a_call_of_another_shape_is_an_error(rasa: RasaServer, body: bytes) -> None:
    answer = httpx.post(f"{rasa.url}/webhooks/rafeeq/handle", content=body, headers=authorised())
    assert answer.status_code == 500
    assert answer.json()["error"]


def test_an_oversize_body_is_refused(rasa: RasaServer) -> None:
    answer = httpx.post(f"{rasa.url}/webhooks/rafeeq/handle", content=b" " * 1_000_001, headers=authorised())
    assert answer.status_code == 413


def test_nothing_else_is_served(rasa: RasaServer) -> None:
    for path in ("/", "/model/parse", "/conversations/c/tracker", "/webhooks/rest/webhook"):
        assert httpx.post(rasa.url + path, content=b"{}", headers=authorised()).status_code == 404


async def test_the_log_has_no_word_of_a_person(talk: Talk, rasa: RasaServer, private: PrivateSide) -> None:
    await talk.says("مساعدة")
    await talk.says(SECRET_WORD)
    with private.down(), pytest.raises(DialogueNotReady):
        await talk.says(SECRET_WORD)
    talk.state = None
    await talk.says(f"{SECRET_WORD} {SECRET_WORD}")
    with pytest.raises(DialogueFailed):
        await talk.presses("complain", how="event", text=SECRET_WORD)
    log = rasa.log.read_text()
    assert "A turn failed" in log
    assert SECRET_WORD not in log
    assert SECRET_WORD.encode("unicode_escape").decode() not in log


def test_it_stays_small(rasa: RasaServer) -> None:
    """TensorFlow would be 375 MB and nine seconds more (nlu/without_tensorflow.py)."""
    loaded = Path(f"/proc/{rasa.pid}/maps").read_text()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{rasa.pid}/status").read_text().splitlines())
    assert "libtensorflow" not in loaded
    assert int(status["VmHWM"].split()[0]) < 300_000


async def test_it_waits_for_a_model_and_then_is_ready(private: PrivateSide, tmp_path: Path) -> None:
    late = PrivateSide(skills(), None)
    with running_rasa(late.url, tmp_path) as server:
        async with RasaClient([server.url], TOKEN) as client:
            wait_until(lambda: answers(server), seconds=60, what="Rasa listens")
            assert await client.ready() is None
            with pytest.raises(DialogueNotReady):
                await Talk(client).says("مرحبا")
            late.model = private.model
            late.start()
            wait_until(server.ready, seconds=60, what="Rasa has its model")
            assert await client.ready() == "hash-of-the-data"
    late.stop()


def answers(server: RasaServer) -> bool:
    try:
        return httpx.get(f"{server.url}/webhooks/rafeeq/ready", trust_env=False).status_code == 503
    except httpx.TransportError:
        return False


def authorised() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}
