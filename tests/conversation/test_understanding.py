"""What the trained model makes of plain messages in every variety, through a real Rasa."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from bot.dialogue.client import RasaClient
from bot.services.dialogue import Answer, Facts, Turn
from nlu.encoder import encode
from tests.support.assistant import Person
from tests.support.rasa import TOKEN, RasaServer

PLAIN = [
    ("متى مواعيد الزيارة بسواقة؟", "ask_visit_times"),
    ("emta el zyara bel juweideh", "ask_visit_times"),
    ("what documents do I need to visit my son", "ask_visit_requirements"),
    ("كيف أرسل نقودا إلى أخي السجين", "ask_send_money"),
    ("قديش الكفالة وشو بدها", "ask_bail"),
    ("بدي محامي ببلاش لابني", "request_legal_aid"),
    ("bidi mosa3adeh, el ejar 3alay shahrein", "request_financial_support"),
    ("ابني بحكيلي تعبت من الحياة وبدي اموت", "crisis_self_harm"),
    ("بدي احكي مع موظف", "request_human"),
    ("كيف أطلع شهادة عدم محكومية", "ask_non_conviction_certificate"),
    ("طقس بكرا كيف", "out_of_scope"),
    ("شو صار بطلبي", "check_request_status"),
]


async def understood(assistant: RasaServer, text: str, vector: list[float] | None = None) -> Answer:
    async with RasaClient([assistant.url], TOKEN) as client:
        return await client.answer(Turn(uuid4(), 1, "m1", text, None, vector, None, Facts()))


@pytest.mark.parametrize(("text", "intent"), PLAIN)
async def test_a_plain_message_is_understood(assistant: RasaServer, text: str, intent: str) -> None:
    answer = await understood(assistant, text)
    assert answer.understood.intent == intent
    assert answer.understood.ranking[0][0] == intent


async def test_a_vector_made_elsewhere_spares_none_of_the_understanding(assistant: RasaServer) -> None:
    text = "متى بقدر أزور جوزي"
    given = await understood(assistant, text, [float(x) for x in encode([text])[0]])
    own = await understood(assistant, text)
    assert given.understood.intent == own.understood.intent == "ask_visit_times"
    assert given.understood.confidence == pytest.approx(own.understood.confidence, abs=0.05)


async def test_a_vector_is_used(assistant: RasaServer) -> None:
    """One of other words moves the confidence; one of the wrong length is not believed."""
    text = "بدي أسأل عن أخوي"
    own = await understood(assistant, text)
    other = await understood(assistant, text, [float(x) for x in encode(["كم سعر الذهب"])[0]])
    broken = await understood(assistant, text, [1.0, 2.0])
    assert other.understood.confidence != pytest.approx(own.understood.confidence, abs=1e-4)
    assert broken.understood.confidence == pytest.approx(own.understood.confidence, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("متى مواعيد الزيارة بسواقة؟ وكمان بدي محامي ببلاش لابني", "request_legal_aid"),
        ("متى مواعيد الزيارة بسواقة؟ شكرا", None),
    ],
)
async def test_a_second_question_is_told(assistant: RasaServer, text: str, also: str | None) -> None:
    answer = await understood(assistant, text)
    assert (answer.understood.intent, answer.understood.also) == ("ask_visit_times", also)


async def test_no_state_keeps_a_vector(assistant: RasaServer) -> None:
    text = "السلام عليكم"
    answer = await understood(assistant, text, [float(x) for x in encode([text])[0]])
    assert "vector" not in json.dumps(answer.state)


async def test_entities_point_into_what_was_typed(assistant: RasaServer) -> None:
    text = "أخوي  محبوس بسواقة ورقمي ٠٧٩١٢٣٤٥٦٧"
    answer = await understood(assistant, text)
    found = {e["entity"]: (e["value"], text[e["start"] : e["end"]]) for e in answer.understood.entities}
    assert found == {
        "relation": ("brother", "أخوي"),
        "centre": ("swaqa", "سواقة"),
        "phone": ("+962791234567", "٠٧٩١٢٣٤٥٦٧"),
    }


@pytest.mark.parametrize(
    "text", ["😭😭😭", "؟", "١٢٣", "ﷺ" * 30, "\u202eابجد\u200b", "a" * 5000, "<b>'; DROP TABLE"]
)
async def test_odd_messages_are_answered(person: Person, text: str) -> None:
    person.facts = replace(person.facts, first_contact=False)
    await person.says(text)
    assert person.heard
