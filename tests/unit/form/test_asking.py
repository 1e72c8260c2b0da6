"""What the form says in each step exists in words and fits the channels."""

import pytest

from bot.domain.request_kinds import KINDS
from bot.services.ask_form import ask
from bot.services.dialogue import Reply, ReplyKind
from bot.services.form_state import CHOOSING, CONSENT, SUMMARY
from bot.words import Catalogues
from tests.unit.form.conversation import Filling

WORDS = Catalogues.load()
STEPS = ["for_whom", "writer_name", "inmate_relation", "inmate_name", "governorate", "phone", "need"]
REVIEW = [SUMMARY, CHOOSING, CONSENT]
LIST_ROWS = 10


def rendered(reply: Reply, language: str = "ar") -> str:
    return WORDS.render(reply.message, language, reply.values)


def asked(filling: Filling) -> Reply:
    return ask(filling.form)[-1]


@pytest.mark.parametrize("step", [*STEPS, *REVIEW])
@pytest.mark.parametrize("tries", [0, 1, 2])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_question_has_words_and_fits_a_list(step: str, tries: int, language: str) -> None:
    filling = Filling.at(step)
    for _ in range(tries):
        filling.say("؟!", "out_of_scope", 0.1)
    for reply in ask(filling.form):
        assert rendered(reply, language)
        assert len(reply.choices) <= LIST_ROWS
        assert all(WORDS.render(choice.label, language) for choice in reply.choices)


@pytest.mark.parametrize("step", STEPS)
def test_a_question_asked_again_has_other_words(step: str) -> None:
    filling = Filling.at(step)
    first = asked(filling)
    filling.press(act="done") if step == "need" else filling.say("؟!", "inform", 0.1)
    again = asked(filling)
    assert (first.kind, again.kind) == (ReplyKind.QUESTION, ReplyKind.REPEATED_QUESTION)
    assert again.message != first.message


def test_the_beginning_says_what_is_being_done() -> None:
    first, question = ask(Filling.begun().form)
    assert "مساعدة مالية" in rendered(first)
    assert question.message == "form.for_whom.ask"


def test_after_two_failures_a_human_is_offered() -> None:
    filling = Filling.at("governorate").say("ههه", "inform", 0.2).say("ممم", "inform", 0.2)
    stuck, _ = ask(filling.form)
    assert [choice.payload.intent for choice in stuck.choices] == ["request_human"]


def test_the_question_for_a_name_says_whose() -> None:
    assert "ابنكم" in rendered(asked(Filling.at("inmate_name")))


def test_all_twelve_governorates_can_be_reached_by_buttons() -> None:
    filling = Filling.at("governorate")
    first = asked(filling).choices
    others = asked(filling.press(act="more_places")).choices
    values = {c.payload.entities["value"] for c in (*first, *others) if "value" in c.payload.entities}
    assert len(values) == 12


@pytest.mark.parametrize("step", ["writer_name", "inmate_name", "phone"])
def test_optional_questions_can_be_skipped_by_a_button(step: str) -> None:
    filling = Filling.at(step)
    skip = asked(filling).choices[-1].payload.entities
    assert filling.press(skip["act"], skip["field"]).form.fields[step] is None


def test_the_story_offers_its_end_once_something_is_written() -> None:
    filling = Filling.at("need")
    assert asked(filling).choices == []
    assert [c.payload.entities["act"] for c in asked(filling.say("أجار")).choices] == ["done"]


def test_a_story_from_the_first_message_is_named_as_such() -> None:
    assert asked(Filling.at("need", need="أجار")).message == "form.need.have"


def test_pieces_of_the_story_are_acknowledged_in_a_way_that_can_be_held_back() -> None:
    reply = asked(Filling.at("need").say("أجار"))
    assert (reply.message, reply.kind) == ("form.need.more", ReplyKind.REPEATED_QUESTION)


def test_the_summary_shows_every_answer_and_what_was_passed_over() -> None:
    text = rendered(asked(Filling.at(SUMMARY, phone=None)))
    for part in ("لي أنا", "سعاد", "ابني", "محمد", "عمّان", "الهاتف: لم يُذكر", "إيجار البيت متأخر"):
        assert part in text


def test_the_summary_shows_a_phone_as_people_dial_it() -> None:
    assert "\u2068079 123 4567\u2069" in rendered(asked(Filling.at(SUMMARY)))


def test_a_change_is_said_before_the_next_question() -> None:
    first, _ = ask(Filling.at("phone").say("لا قصدي الكرك").form)
    assert rendered(first) == "عدّلناه. المحافظة: الكرك."


def test_when_danger_is_in_the_air_nothing_else_is_asked() -> None:
    replies = ask(Filling.at("phone").say("تعبت من كل شي", "crisis_self_harm", 0.5).form)
    assert [reply.message for reply in replies] == ["crisis.check"]


def test_a_question_that_stood_before_can_be_held_back() -> None:
    assert ask(Filling.at("phone").form, again=True)[-1].kind is ReplyKind.REPEATED_QUESTION


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.by_chat])
def test_every_kind_has_words_for_its_fields_and_consent(name: str) -> None:
    kind = KINDS[name]
    assert kind.consent
    keys = [f"kind.{name}", kind.consent.key, *(f.question for f in kind.fields)]
    keys += [f"field.{f.name}" for f in kind.fields] + [f"form.{f.name}.again" for f in kind.fields]
    assert {*keys} <= WORDS.keys("ar")
    assert kind.consent.key.endswith(f".{kind.consent.version}")
