"""What was seen to go wrong when people of many kinds were played, through the trained model."""

from dataclasses import replace

import pytest

from tests.support.assistant import Person


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("سلام", "greet.hello"),
        ("zzzz kkk", "not_understood.first"),
        ("ممكن سؤال", "listen.go_on"),
        ("محرجة احكي", "care.private"),
        ("انا خايف", "care.heard"),
    ],
)
async def test_a_first_short_message(person: Person, text: str, key: str) -> None:
    await person.says(text, first_contact=True, after_silence=True)
    assert person.heard == [key]


async def test_a_child_is_brought_to_people(person: Person) -> None:
    await person.says("مرحبا انا عمري ١١ سنة")
    assert (person.heard, person.ordered) == (["care.child"], ["hand_over"])


async def test_a_whole_first_message_is_a_request_and_not_asked_for_again(person: Person) -> None:
    await person.says("انا ام احمد من اربد ابني احمد محبوس بدي مساعدة للايجار رقمي 0791112223")
    assert "request.begin" in person.heard
    await person.presses("for_whom.self")
    assert person.heard == ["form.need.have"]


async def test_consent_is_no_unknown_word_and_the_corrections_can_be_left(person: Person) -> None:
    await person.says("انا ام احمد من اربد ابني احمد محبوس بدي مساعدة للايجار رقمي 0791112223")
    await person.presses("for_whom.self")
    await person.says("هذا كل شيء", "مش صح")
    assert person.heard == ["form.correct.which"]
    await person.presses("button.nothing_wrong")
    assert person.heard == ["consent.request.1"]
    await person.says("zzzz kkk")
    assert "register_request" not in person.ordered
    await person.says("اه بوافق")
    assert person.ordered == ["register_request"]


async def test_a_voice_note_in_the_form_is_taken_and_the_question_stands(person: Person) -> None:
    await person.says("بدي أسجل طلب دعم نفسي لابني")
    asked = person.heard[-1]
    await person.finds(attachment="media")
    assert person.heard == ["attachment.added", asked]


async def test_a_no_to_the_caring_question_leaves_the_form_as_it_is(person: Person) -> None:
    await person.says("بدي مساعدة مالية")
    before = person.facts.draft
    await person.sends("deny", act="crisis_no")
    assert person.heard[0] == "crisis.not_now"
    assert (person.facts.draft, person.ordered) == (before, [])


async def test_who_waits_hears_so_when_they_ask(person: Person) -> None:
    person.facts = replace(person.facts, queued=True)
    await person.says("طيب ايمتى بدكم تردو")
    assert person.ordered == ["hand_over"]
