import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from bot.dialogue.client import RasaClient
from bot.services.dialogue import (
    ChoiceScope,
    DialogueFailed,
    DialogueNotReady,
    DraftFacts,
    Facts,
    Payload,
    ReplyKind,
    Turn,
)

EVEN, ODD = UUID(int=2), UUID(int=3)
ANSWER = {
    "replies": [
        {
            "kind": "question",
            "message": "form.need.ask",
            "values": {"name": "x"},
            "choices": [
                {
                    "label": "form.need.done",
                    "values": {},
                    "payload": {"intent": "affirm", "entities": {"done": True}},
                    "scope": "draft",
                }
            ],
        }
    ],
    "commands": [{"name": "save_draft", "args": {"step": "need"}}],
    "state": {"version": 1},
    "understood": {
        "intent": "inform",
        "confidence": 0.8,
        "ranking": [["inform", 0.8]],
        "also": "ask_bail",
        "entities": [],
    },
}

Handler = Callable[[httpx.Request], httpx.Response]


def client(handler: Handler, *urls: str) -> RasaClient:
    return RasaClient(urls or ("http://rasa",), "secret", httpx.MockTransport(handler))


def says(status: int, body: Any) -> Handler:
    return lambda _: httpx.Response(status, json=body)


def turn(conversation: UUID = EVEN, **given: Any) -> Turn:
    return Turn(conversation, 1, "m1", **given)


async def test_an_answer_is_read_whole() -> None:
    answer = await client(says(200, ANSWER)).answer(turn(text="x"))
    reply = answer.replies[0]
    assert (reply.kind, reply.message, reply.values) == (ReplyKind.QUESTION, "form.need.ask", {"name": "x"})
    assert reply.choices[0].payload == Payload("affirm", {"done": True})
    assert reply.choices[0].scope is ChoiceScope.DRAFT
    assert (answer.commands[0].name, answer.commands[0].args) == ("save_draft", {"step": "need"})
    assert answer.state == {"version": 1}
    assert (answer.understood.intent, answer.understood.ranking) == ("inform", (("inform", 0.8),))
    assert answer.understood.also == "ask_bail"


async def test_a_turn_is_written_whole() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ANSWER)

    facts = Facts(queued=True, draft=DraftFacts("d", "financial", {"need": "x"}, "need", 3))
    await client(handler).answer(turn(payload=Payload("affirm"), vector=(0.5,), state={"a": 1}, facts=facts))
    body = json.loads(seen[0].content)
    assert seen[0].url.path == "/webhooks/rafeeq/handle"
    assert seen[0].headers["authorization"] == "Bearer secret"
    assert body["payload"] == {"intent": "affirm", "entities": {}}
    assert (body["vector"], body["state"], body["text"]) == ([0.5], {"a": 1}, None)
    assert body["facts"]["queued"] is True
    assert body["facts"]["draft"]["fields"] == {"need": "x"}


@pytest.mark.parametrize("status", [400, 401, 413, 500])
async def test_an_error_is_a_failed_attempt(status: int) -> None:
    with pytest.raises(DialogueFailed, match=f"{status}: no way"):
        await client(says(status, {"error": "no way"})).answer(turn(text="x"))


async def test_an_answer_of_another_shape_is_a_failed_attempt() -> None:
    with pytest.raises(DialogueFailed):
        await client(says(200, {"replies": []})).answer(turn(text="x"))


async def test_a_call_cut_off_in_the_middle_is_a_failed_attempt() -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("gone")

    with pytest.raises(DialogueFailed, match="ReadError"):
        await client(handler).answer(turn(text="x"))


async def test_no_model_is_no_attempt() -> None:
    with pytest.raises(DialogueNotReady):
        await client(says(503, {"error": "no model"})).answer(turn(text="x"))


async def test_nobody_there_is_no_attempt() -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(DialogueNotReady):
        await client(handler).answer(turn(text="x"))


async def test_conversations_are_shared_out_and_keep_to_their_server() -> None:
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(200, json=ANSWER)

    rasa = client(handler, "http://a", "http://b")
    for conversation in (EVEN, ODD, EVEN):
        await rasa.answer(turn(conversation, text="x"))
    assert asked == ["a", "b", "a"]


async def test_a_server_that_is_away_is_passed_over() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.host == "a":
            raise httpx.ConnectError("refused")
        return httpx.Response(200, json=ANSWER)

    answer = await client(handler, "http://a", "http://b").answer(turn(text="x"))
    assert answer.state == {"version": 1}


async def test_ready_names_the_model_when_every_server_has_one() -> None:
    assert await client(says(200, {"model": "h1"}), "http://a", "http://b").ready() == "h1"


async def test_not_ready_while_one_server_has_none() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503 if request.url.host == "b" else 200, json={"model": "h1"})

    assert await client(handler, "http://a", "http://b").ready() is None
