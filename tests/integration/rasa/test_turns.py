"""What the assistant says and keeps, over HTTP, from turn to turn."""

import asyncio
import json
from dataclasses import asdict, replace

from bot.services.dialogue import Answer, Command, DraftFacts, Facts, Payload, ReplyKind, Turn
from tests.integration.rasa.conftest import Talk


def messages(answer: Answer) -> list[str]:
    return [reply.message for reply in answer.replies]


async def test_a_rule_answers(talk: Talk) -> None:
    answer = await talk.says("مرحبا")
    assert messages(answer) == ["greeting.hello"]
    assert (answer.understood.intent, answer.understood.confidence) == ("greet", 1.0)


async def test_a_form_goes_on_over_stateless_calls(talk: Talk) -> None:
    assert messages(await talk.says("مساعدة")) == ["form.need.ask"]
    assert messages(await talk.says("الإيجار متأخر")) == ["form.need.ask"]
    assert messages(await talk.says("والكهرباء مقطوعة")) == ["form.need.ask"]
    answer = await talk.presses("affirm")
    need = ["الإيجار متأخر", "والكهرباء مقطوعة"]
    assert answer.commands == (Command("register_request", {"fields": {"need": need}}),)
    assert messages(await talk.says("مرحبا")) == ["greeting.hello"]


async def test_a_question_inside_a_form_is_answered_and_the_form_asks_again(talk: Talk) -> None:
    await talk.says("مساعدة")
    await talk.says("الإيجار")
    assert messages(await talk.says("مواعيد الزيارة")) == ["visits.times", "form.need.ask"]
    answer = await talk.presses("affirm")
    assert answer.commands[0].args == {"fields": {"need": ["الإيجار"]}}


async def test_a_pressed_button_brings_its_entities(talk: Talk) -> None:
    await talk.says("مساعدة")
    await talk.presses("inform", governorate="zarqa")
    assert talk.state["slots"]["draft"] == {"governorate": "zarqa"}


async def test_choices_come_with_their_payload_and_scope(talk: Talk) -> None:
    reply = (await talk.says("مساعدة")).replies[0]
    assert reply.kind is ReplyKind.QUESTION
    assert (reply.choices[0].payload, reply.choices[0].scope) == (Payload("affirm"), "draft")


async def test_the_same_call_again_gives_the_same_answer(talk: Talk) -> None:
    await talk.says("مساعدة")
    turn = Turn(talk.conversation, 1, "m9", text="الإيجار", state=talk.state)
    assert await talk.client.answer(turn) == await talk.client.answer(turn)


async def test_conversations_do_not_touch(talk: Talk) -> None:
    await talk.says("مساعدة")
    other = Talk(talk.client)
    assert messages(await other.says("كلام")) == ["not_understood"]
    assert messages(await talk.says("كلام")) == ["form.need.ask"]


async def test_what_fits_no_rule_is_not_understood_once(talk: Talk) -> None:
    answer = await talk.says("كلام لا يفهم")
    assert [reply.kind for reply in answer.replies] == [ReplyKind.NOT_UNDERSTOOD]


async def test_typed_orders_are_words(talk: Talk) -> None:
    await talk.says("مساعدة")
    for text in ("/restart", "  / /restart", '/complain{"how": "raise"}', "\n/back", "/action_tell_facts"):
        assert messages(await talk.says(text)) == ["form.need.ask"]
    assert talk.state["slots"]["draft"]["need"][0] == "restart"
    assert messages(await talk.says("/")) == ["form.need.ask"]


async def test_an_attachment_alone_and_an_old_button_reach_their_rules(talk: Talk) -> None:
    answer = await talk.says(None, facts=Facts(attachment="voice"))
    assert (messages(answer), answer.understood.intent) == (["facts"], "event_attachment")
    assert messages(await talk.says(None, facts=Facts(stale_choice=True))) == ["stale"]


async def test_facts_are_slots_of_this_turn_only(talk: Talk) -> None:
    draft = DraftFacts("d1", "financial", {"need": "x"}, "need", 2)
    facts = Facts(attachment="voice", queued=True, draft=draft)
    answer = await talk.says(None, facts=facts)
    assert answer.replies[0].values["facts"] == json.loads(json.dumps(asdict(facts)))
    assert "facts" not in talk.state["slots"]


async def test_a_fact_can_be_a_condition_of_a_rule(talk: Talk) -> None:
    assert messages(await talk.says("مرحبا", facts=Facts(crisis=True))) == ["crisis.hold"]
    assert messages(await talk.says("مرحبا")) == ["greeting.hello"]


async def test_the_vector_goes_no_further_than_the_classifiers(talk: Talk) -> None:
    await talk.says("مرحبا", vector=[0.123456] * 384)
    answer = await talk.says(None, facts=Facts(attachment="voice"), vector=[0.123456] * 384)
    assert "0.123456" not in json.dumps([talk.state, answer.replies[0].values])


async def test_the_state_stays_flat(talk: Talk) -> None:
    await talk.says("مساعدة")
    sizes = []
    for number in range(500):
        await talk.says("مواعيد الزيارة" if number % 3 else f"حاجة {number % 10}")
        if number % 3:
            talk.state["slots"]["draft"]["need"] = []
        sizes.append(len(json.dumps(talk.state)))
    assert max(sizes[30:]) < 1.1 * sizes[30]
    assert messages(await talk.presses("affirm")) == []


async def test_a_state_of_another_model_loses_only_what_is_unknown(talk: Talk) -> None:
    await talk.says("مساعدة")
    talk.state["slots"]["gone"] = 1
    talk.state["events"] += [["slot", "gone", 1], ["loop", "form_of_yesterday"], ["action", "action_gone"]]
    talk.state["events"].append(["action", "action_listen"])
    assert messages(await talk.says("مرحبا")) == ["greeting.hello"]
    assert "gone" not in talk.state["slots"]


async def test_two_calls_at_once_keep_apart(talk: Talk) -> None:
    talks = [Talk(talk.client) for _ in range(8)]
    await asyncio.gather(*(one.says("مساعدة") for one in talks))
    await asyncio.gather(*(one.says(f"حاجة {number}") for number, one in enumerate(talks)))
    needs = [one.state["slots"]["draft"]["need"] for one in talks]
    assert needs == [[f"حاجة {number}"] for number in range(8)]


async def test_a_new_stretch_begins_empty(talk: Talk) -> None:
    await talk.says("مساعدة")
    answer = await replace(talk, state=None).says("كلام")
    assert messages(answer) == ["not_understood"]
    assert "session_started_metadata" not in answer.state["slots"]
