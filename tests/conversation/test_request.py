"""Registering a request, from the first wish to the worker's command."""

from dataclasses import replace

import pytest

from bot.services.dialogue import ReplyKind
from tests.support.assistant import Person

STEPS = ("لي أنا", "سعاد", "ابني", "محمد", "الزرقا", "0791234567", "ما معنا أجار البيت")


async def filled(person: Person, until: int = len(STEPS)) -> Person:
    return await person.says("بدي مساعدة مالية", *STEPS[:until])


async def test_the_whole_way(person: Person) -> None:
    await person.says("بدي مساعدة مالية")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    asked = []
    for text in STEPS:
        await person.says(text)
        asked += person.heard
    assert asked == [
        "form.writer_name.ask",
        "form.inmate_relation.ask",
        "form.inmate_name.ask",
        "form.governorate.ask",
        "form.phone.ask",
        "form.need.ask",
        "form.need.more",
    ]
    await person.presses("button.need_done")
    assert person.heard == ["form.summary.ask"]
    await person.presses("button.summary_right")
    assert person.heard == ["consent.request.1"]
    await person.presses("button.consent_yes")
    assert (person.heard, person.ordered) == ([], ["register_request"])
    assert person.commands[-1].args == {
        "kind": "financial_support",
        "fields": {
            "for_whom": "self",
            "writer_name": "سعاد",
            "inmate_relation": "son",
            "inmate_name": "محمد",
            "governorate": "zarqa",
            "phone": "+962791234567",
            "need": "ما معنا أجار البيت",
        },
        "consent": {"purpose": "support", "text_version": "1"},
        "restricted": False,
    }


async def test_by_buttons_only(person: Person) -> None:
    await person.says("مرحبا")
    for label in (
        "menu.requests", "menu.psychological", "for_whom.relative", "button.skip", "relation.husband", "button.skip", "button.other_place",
        "governorate.aqaba", "button.skip",
    ):  # fmt: skip
        await person.presses(label)
    assert person.heard == ["form.need.ask_gently"]
    await person.says("خايفة وما بنام")
    for label in ("button.need_done", "button.summary_right", "button.consent_yes"):
        await person.presses(label)
    fields = person.commands[-1].args["fields"]
    assert (person.commands[-1].args["kind"], fields["governorate"]) == ("psychological_support", "aqaba")
    assert "phone" not in fields


async def test_each_accepted_answer_is_kept_by_the_app(person: Person) -> None:
    await filled(person, until=5)
    kept = [command.args["step"] for command in person.commands]
    assert {command.name for command in person.commands} == {"save_draft"}
    assert kept == ["for_whom", "writer_name", "inmate_relation", "inmate_name", "governorate", "phone"]


async def test_what_the_first_message_said_is_not_asked(person: Person) -> None:
    await person.says("اسمي سعاد من الزرقا وجوزي محبوس وبدي مساعدة بأجار البيت ومصاريف الولاد")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    await person.presses("for_whom.self")
    assert person.heard == ["form.inmate_name.ask"]
    await person.says("خالد", "تخطي")
    assert person.heard == ["form.need.have"]


@pytest.mark.parametrize("step", range(len(STEPS)))
async def test_a_question_in_any_step_is_answered_and_the_form_goes_on(person: Person, step: int) -> None:
    await filled(person, until=step)
    asked = person.replies[-1].message
    await person.says("متى مواعيد الزيارة؟")
    assert person.heard == ["article.answer", asked]
    assert person.replies[-1].kind is ReplyKind.REPEATED_QUESTION
    assert person.ordered == []
    await person.says(*STEPS[step:])
    assert person.heard == ["form.need.more"]


async def test_corrections_in_words(person: Person) -> None:
    await filled(person, until=5)
    await person.says("لا قصدي الكرك")
    assert person.heard == ["form.corrected", "form.phone.ask"]
    await person.says("غلط الاسم، اسمه خالد")
    assert person.heard == ["form.corrected", "form.phone.ask"]
    await person.says("تخطي", "أجار البيت")
    await person.presses("button.need_done")
    draft = person.facts.draft
    assert draft is not None
    assert (draft.fields["governorate"], draft.fields["inmate_name"]) == ("karak", "خالد")


async def test_corrections_by_button_at_the_summary(person: Person) -> None:
    await filled(person)
    await person.presses("button.need_done")
    await person.presses("button.summary_wrong")
    assert person.heard == ["form.correct.which"]
    await person.presses("field.phone")
    assert person.heard == ["form.phone.ask"]
    await person.says("0777654321")
    assert person.heard == ["form.summary.ask"]


async def test_fragments_build_the_story(person: Person) -> None:
    await filled(person, until=6)
    for text in ("ما معنا", "أجار البيت", "بدي شغل لابني كمان", "والولاد بدون حليب"):
        await person.says(text, newer_waiting=True)
        assert person.heard == ["form.need.more"]
        assert person.replies[0].kind is ReplyKind.REPEATED_QUESTION
    await person.says("هذا كل شيء")
    assert person.facts.draft is not None
    assert person.facts.draft.fields["need"].count("\n") == 3


async def test_what_is_not_understood_is_asked_in_other_words_then_by_a_human(person: Person) -> None:
    await filled(person, until=4)
    await person.says("ههههه")
    assert person.heard == ["form.governorate.again"]
    assert person.replies[-1].kind is ReplyKind.REPEATED_QUESTION
    await person.says("ممممم")
    assert person.heard == ["form.stuck", "form.governorate.again"]
    await person.presses("button.human")
    assert person.ordered == ["hand_over"]


async def test_refusal_erases_and_offers_a_human(person: Person) -> None:
    await filled(person)
    await person.says("هذا كل شيء", "صحيح", "لا أوافق")
    assert person.heard == ["form.consent.refused"]
    refused = {"purpose": "support", "text_version": "1"}
    assert dict(person.commands[-1].args) == {"refused_consent": refused}
    await person.presses("button.human_call")
    assert person.commands[-1].args == {"reason": "callback"}
    assert person.heard == ["callback.ask_phone"]
    await person.says("0791234567")
    assert person.heard == ["callback.noted"]


async def test_consent_in_words_only_when_clear(person: Person) -> None:
    await filled(person)
    await person.says("هذا كل شيء", "صحيح", "طيب بس مش متأكدة شوي")
    assert person.heard == ["form.consent.again"]
    await person.says("مين بشوف معلوماتي؟")
    assert person.heard in (["article.answer", "form.consent.again"], ["privacy.what", "form.consent.again"])
    await person.says("نعم أوافق")
    assert person.ordered == ["register_request"]


async def test_stop_keeps_the_draft_and_it_goes_on_in_another_week(person: Person) -> None:
    await filled(person, until=5)
    await person.says("بطلت")
    assert (person.heard, person.ordered) == (["draft.stopped"], [])
    await person.presses("button.draft_keep")
    assert person.heard == ["draft.kept"]
    await person.comes_back().says("مرحبا")
    assert person.heard == ["draft.offer"]
    await person.presses("button.draft_resume")
    assert person.heard == ["draft.resumed", "form.phone.ask"]
    await person.says("تخطي", "أجار")
    assert person.heard == ["form.need.more"]


async def test_stop_and_erase(person: Person) -> None:
    await filled(person, until=3)
    await person.says("توقف")
    await person.presses("button.draft_erase")
    assert (person.heard, person.ordered) == (["draft.erased"], ["erase_draft"])
    await person.says("مرحبا")
    assert person.heard == ["greet.hello"]


async def test_going_on_in_words_after_stopping(person: Person) -> None:
    await filled(person, until=3)
    await person.says("توقف", "أكمل الطلب")
    assert person.heard == ["draft.resumed", "form.inmate_name.ask"]


async def test_a_new_wish_beside_a_draft_offers_both(person: Person) -> None:
    await filled(person, until=3)
    await person.says("توقف")
    await person.says("بدي دعم نفسي لبنتي ما بتنام من يوم ما راح أبوها")
    assert person.heard == ["draft.offer"]
    await person.presses("button.draft_anew")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    draft = person.facts.draft
    assert draft is not None
    assert draft.kind == "psychological_support"
    assert draft.fields["need"].startswith("بدي دعم نفسي")


async def test_a_second_wish_inside_the_form_is_one_question(person: Person) -> None:
    await filled(person, until=4)
    await person.sends("request_social_support")
    assert person.heard == ["request.one_at_a_time"]
    await person.presses("button.draft_first")
    assert person.heard == ["form.governorate.ask"]
    await person.sends("request_social_support")
    await person.presses("button.draft_other")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    assert person.facts.draft is not None
    assert person.facts.draft.kind == "social_support"


async def test_a_human_from_inside_the_form(person: Person) -> None:
    await filled(person, until=4)
    await person.says("بدي احكي مع موظف")
    assert (person.heard, person.ordered) == (["human.coming_from_form"], ["hand_over"])
    await person.says("مرحبا")
    assert person.heard == ["greet.queued"]


async def test_mistreatment_inside_the_story_is_restricted(person: Person) -> None:
    await filled(person, until=6)
    await person.says("ضربوا ابني جوا السجن وكسروا ايده الحراس")
    assert person.heard == ["mistreatment.heard"]
    assert person.commands[-1].args == {"reason": "mistreatment", "restricted": True}


async def test_a_draft_that_is_gone_ends_the_form(person: Person) -> None:
    await filled(person, until=4)
    person.facts = replace(person.facts, draft=None)
    await person.says("الزرقا")
    assert person.heard == ["draft.gone"]


async def test_what_the_app_added_to_the_draft_stays(person: Person) -> None:
    await filled(person, until=4)
    draft = person.facts.draft
    assert draft is not None
    person.facts = replace(person.facts, draft=replace(draft, fields={**draft.fields, "attachments": ["m7"]}))
    await person.says("الزرقا")
    assert person.commands[-1].args["fields"]["attachments"] == ["m7"]


async def test_no_form_begins_while_a_caseworker_is_awaited(person: Person) -> None:
    await person.says("بدي مساعدة مالية", queued=True)
    assert (person.heard, person.ordered) == (["request.queued"], [])
    await person.says("متى مواعيد الزيارة؟", queued=True)
    assert person.heard[0] == "article.answer"


async def test_a_form_that_is_open_goes_on_while_queued(person: Person) -> None:
    await filled(person, until=4)
    await person.says("الزرقا", queued=True)
    assert person.heard == ["form.phone.ask"]


async def test_kinds_that_the_chat_does_not_take_yet(person: Person) -> None:
    await person.says("بدي محامي لابني")
    assert person.heard[-1] == "request.not_by_chat"
    assert "article.helpful" not in person.heard
    await person.presses("button.human")
    assert person.commands[-1].args == {"reason": "skill_missing"}


async def test_an_old_button_of_the_form_changes_its_own_answer(person: Person) -> None:
    await filled(person, until=5)
    await person.sends("inform", field="governorate", value="irbid")
    assert person.heard == ["form.corrected", "form.phone.ask"]


async def test_unsure_danger_asks_nothing_else(person: Person) -> None:
    await filled(person, until=6)
    await person.says("تعبت من حياتي وبدي أموت")
    assert person.heard == ["crisis.check"]
    await person.presses("button.crisis_yes")
    assert (person.heard, person.ordered) == ([], ["crisis_yes"])
    await person.sends("deny", act="crisis_no")
    assert person.heard == ["crisis.not_now", "form.need.more"]


async def test_coming_back_to_an_open_form_on_another_day(person: Person) -> None:
    await filled(person, until=4)
    draft = person.facts.draft
    assert draft is not None
    person.facts = replace(person.facts, draft=replace(draft, age_days=6))
    await person.says("السلام عليكم")
    assert person.heard == ["draft.offer"]
    await person.presses("button.draft_resume")
    assert person.heard == ["form.governorate.ask"]
    await person.sends("stop", act="erase_draft")
    assert (person.heard, person.ordered) == (["draft.erased"], ["erase_draft"])
