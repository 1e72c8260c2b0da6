from typing import Any

import httpx
import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection
from starlette.applications import Starlette

from actions import all_actions
from actions.speech import order, say
from bot.dialogue.actions_endpoint import actions_route, executor_of
from bot.dialogue.model_endpoint import model_route
from bot.services.dialogue import Choice, ChoiceScope, Command, Payload, Reply, ReplyKind
from bot.services.ports import TrainedModel

AUTHORISED = {"Authorization": "Bearer secret"}
TRACKER = {"sender_id": "c.1", "slots": {"facts": {"queued": True}}, "latest_message": {}, "events": []}


class Spoken(Action):
    def name(self) -> str:
        return "action_spoken"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        choice = Choice("yes", Payload("affirm"), ChoiceScope.DRAFT)
        say(dispatcher, Reply("form.need.ask", ReplyKind.QUESTION, tracker.get_slot("facts"), (choice,)))
        order(dispatcher, Command("save_draft", {"step": "need"}))
        return [{"event": "slot", "name": "draft", "value": {"need": "x"}}]


class Rejecting(Spoken):
    def name(self) -> str:
        return "action_rejecting"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        raise ActionExecutionRejection(self.name())


class Broken(Spoken):
    def name(self) -> str:
        return "action_broken"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        raise KeyError("what a person wrote")


async def ask(app: Starlette, method: str, path: str, **given: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://private") as http:
        return await http.request(method, path, **{"headers": AUTHORISED, **given})


async def run(action: str, **given: Any) -> httpx.Response:
    app = Starlette(routes=[actions_route(executor_of([Spoken(), Rejecting(), Broken()]), "secret")])
    call = {"next_action": action, "sender_id": "c.1", "tracker": TRACKER, "version": "3.6.21"}
    return await ask(app, "POST", "/actions/webhook", json=call, **given)


async def test_an_action_says_replies_and_commands_by_name() -> None:
    answer = (await run("action_spoken")).json()
    assert answer["events"] == [{"event": "slot", "name": "draft", "value": {"need": "x"}}]
    reply, command = (response["custom"] for response in answer["responses"])
    assert reply["reply"]["kind"] == "question"
    assert reply["reply"]["values"] == {"queued": True}
    assert reply["reply"]["choices"][0]["payload"] == {"intent": "affirm", "entities": {}}
    assert command == {"command": {"name": "save_draft", "args": {"step": "need"}}}


async def test_an_actions_own_no_is_400() -> None:
    answer = await run("action_rejecting")
    assert (answer.status_code, answer.json()["action_name"]) == (400, "action_rejecting")


async def test_an_exception_is_500_and_tells_only_its_kind() -> None:
    answer = await run("action_broken")
    assert (answer.status_code, answer.json()["error"]) == (500, "KeyError")
    assert "wrote" not in answer.text


async def test_an_unknown_action_is_404() -> None:
    assert (await run("action_of_tomorrow")).status_code == 404


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer secré", "secret"])
async def test_only_the_internal_token_runs_actions(header: str) -> None:
    headers = {"Authorization": header.encode()}
    assert (await run("action_spoken", headers=headers)).status_code == 401


async def test_every_listed_action_has_a_name_of_its_own() -> None:
    names = [action.name() for action in all_actions()]
    assert len(set(names)) == len(names)


def models_app(model: TrainedModel | None) -> Starlette:
    async def current() -> TrainedModel | None:
        return model

    return Starlette(routes=[model_route(current, "secret")])


async def test_the_model_comes_with_its_hash() -> None:
    answer = await ask(models_app(TrainedModel("h1", b"archive")), "GET", "/models/current")
    assert (answer.content, answer.headers["etag"]) == (b"archive", '"h1"')


async def test_the_same_model_is_not_sent_again() -> None:
    headers = {**AUTHORISED, "If-None-Match": '"h1"'}
    answer = await ask(models_app(TrainedModel("h1", b"archive")), "GET", "/models/current", headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")


async def test_no_model_yet_is_404() -> None:
    assert (await ask(models_app(None), "GET", "/models/current")).status_code == 404


async def test_only_the_internal_token_fetches_the_model() -> None:
    app = models_app(TrainedModel("h1", b"archive"))
    assert (await ask(app, "GET", "/models/current", headers={})).status_code == 401
