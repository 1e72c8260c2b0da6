"""Each skill beside the request form, through the trained model."""

from dataclasses import replace

import pytest

from bot.services.dialogue import ReplyKind, RequestFacts
from tests.support.assistant import Person

TWO = (RequestFacts("482910", "financial_support", "in_progress"), RequestFacts("731465", "job", "closed"))


def knows(person: Person, *requests: RequestFacts) -> Person:
    person.facts = replace(person.facts, requests=requests)
    return person


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("السلام عليكم", "greet.hello"),
        ("شو بتقدر تعمل؟", "help.menu"),
        ("انت روبوت ولا انسان؟", "bot.machine"),
        ("شكرا كتير الله يعطيكم العافية", "thank.welcome"),
        ("مع السلامة", "goodbye.warm"),
        ("شو طريقة عمل المنسف؟", "scope.outside"),
        ("احذفوا بياناتي", "delete.how"),
    ],
)
async def test_one_message_one_answer(person: Person, text: str, key: str) -> None:
    await person.says(text)
    assert person.heard == [key]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("مين بشوف معلوماتي عندكم؟", "privacy-what-kept"),
        ("كيف ابعث مصاري لابني بالسجن", "money-send"),
        ("متى بطلع ابني من السجن", "refusal-release-date"),
        ("وين محبوس ابني", "refusal-person-location"),
        ("وين مقر الجمعية", "association-contact"),
        ("في علاج للادمان عندكم؟", "addiction-treatment"),
    ],
)
async def test_a_question_is_answered_by_its_article(person: Person, text: str, article: str) -> None:
    await person.says(text)
    assert person.heard[0] in ("article.answer", "article.which")
    offered = [choice.payload.entities.get("article") for reply in person.replies for choice in reply.choices]
    told = (person.state["slots"].get("subject") or {}).get("article")
    assert article in [told, *offered]


async def test_the_menu_has_at_most_eight_topics(person: Person) -> None:
    await knows(person, *TWO).says("مرحبا")
    assert len(person.labels) <= 8
    assert "menu.status" in person.labels
    assert {choice.scope for reply in person.replies for choice in reply.choices} == {"always"}


async def test_an_answer_leads_to_a_human_by_button(person: Person) -> None:
    await person.says("متى مواعيد الزيارة؟")
    await person.presses("button.ask_human")
    assert person.commands[-1].args == {"reason": "question"}


async def test_yes_and_no_to_nothing(person: Person) -> None:
    await person.says("نعم")
    assert person.heard == ["affirm.nothing"]
    await person.says("لا شكرا")
    assert person.heard == ["deny.nothing"]


async def test_a_detail_nobody_asked_for(person: Person) -> None:
    await person.says("0791234567")
    assert person.heard == ["inform.which"]
    await person.says("0791234567", queued=True)
    assert person.heard == ["inform.queued"]


async def test_asking_for_a_human(person: Person) -> None:
    await person.says("بدي احكي مع موظف")
    assert (person.heard, person.ordered) == ([], ["hand_over"])
    assert person.commands[-1].args == {"reason": "asked"}


async def test_a_complaint_and_mistreatment(person: Person) -> None:
    await person.says("بدي اشتكي على موظف عندكم عاملني بطريقة سيئة")
    assert (person.heard, person.commands[-1].args["reason"]) == (["complain.heard"], "complaint")
    other = Person(person.client)
    await other.says("السجانين ضربوا ابني وهددوه جوا المركز")
    assert other.commands[-1].args == {"reason": "mistreatment", "restricted": True}


async def test_erasure_is_done_by_people(person: Person) -> None:
    await person.says("احذفوا بياناتي")
    await person.presses("button.erase_data")
    assert (person.heard, person.commands[-1].args) == (["delete.asked"], {"reason": "erasure"})


async def test_language_by_words_and_by_button(person: Person) -> None:
    await person.says("بدي الرد بالانجليزي")
    assert person.commands[-1].args == {"language": "en"}
    await person.sends("change_language", language="ar")
    assert person.commands[-1].args == {"language": "ar"}


async def test_not_understood_twice_has_two_kinds_of_words(person: Person) -> None:
    await person.sends("nlu_fallback")
    assert person.heard == ["not_understood.first"]
    assert person.replies[0].kind is ReplyKind.NOT_UNDERSTOOD
    await person.sends("nlu_fallback")
    assert person.heard == ["not_understood.again"]


async def test_signs_without_words(person: Person) -> None:
    await person.says("🌹🌹")
    assert person.heard == ["signs.received"]


@pytest.mark.parametrize("text", ["بدي مساعدة", "I need help", "بدي أسجل طلب مساعدة", "bdi mosa3de"])
async def test_help_of_no_kind_is_asked_for_its_kind(person: Person, text: str) -> None:
    await person.says(text)
    assert person.heard == ["request.which"]
    await person.presses("menu.social")
    assert person.heard == ["request.begin", "form.for_whom.ask"]


@pytest.mark.parametrize("text", ["بدي مساعدة اجتماعية", "دعم نفسي", "مساعدة مالية لو سمحتوا"])
async def test_a_kind_that_is_named_begins(person: Person, text: str) -> None:
    await person.says(text)
    assert person.heard == ["request.begin", "form.for_whom.ask"]


async def test_relief_is_for_news_not_for_hopes(person: Person) -> None:
    await person.says("طلع أخوي من السجن مبارح وبدنا نعرف شو نعمل")
    assert person.heard[0] == "care.relief"
    await person.says("إذا طلع أخوي من السجن شو لازم نعمل")
    assert "care.relief" not in person.heard


async def test_stop_with_nothing_to_stop(person: Person) -> None:
    await person.sends("stop")
    assert person.heard == ["stop.nothing"]


async def test_an_old_button(person: Person) -> None:
    await person.finds(stale_choice=True)
    assert person.heard == ["choice.stale"]


async def test_condolence_before_business(person: Person) -> None:
    await person.says("بدي مساعدة مالية، جوزي توفى الشهر الماضي وما معنا أجار")
    assert person.heard[0] == "care.condolence"


async def test_no_request_on_file(person: Person) -> None:
    await person.says("شو صار بطلبي؟")
    assert person.heard == ["status.none"]


async def test_one_request_shows_what_can_be_done(person: Person) -> None:
    await knows(person, TWO[0]).says("شو صار بطلبي؟")
    assert person.heard == ["status.list"]
    assert person.labels == ["button.details", "button.add", "button.withdraw"]


async def test_details_only_after_the_code(person: Person) -> None:
    await knows(person, *TWO).says("شو صار بطلبي؟")
    await person.presses("row.request", number="731465")
    await person.presses("button.details")
    assert person.heard == ["request.code_ask"]
    await person.says("٤٨")
    assert person.heard == ["request.code_again"]
    await person.says("الرمز ٤٨٢١")
    assert person.commands[-1].args == {"number": "731465", "code": "4821"}


async def test_something_else_instead_of_the_code(person: Person) -> None:
    await knows(person, TWO[0]).says("شو صار بطلبي؟")
    await person.presses("button.details")
    await person.says("متى مواعيد الزيارة؟")
    assert person.heard[0] == "article.answer"
    await person.says("4821")
    assert person.ordered == ["show_request"]


async def test_a_request_can_begin_while_a_code_is_awaited(person: Person) -> None:
    await knows(person, TWO[0]).says("شو صار بطلبي؟")
    await person.presses("button.details")
    await person.says("بدي مساعدة مالية")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    await person.says("لي أنا")
    assert person.heard == ["form.writer_name.ask"]


async def test_adding_to_a_request(person: Person) -> None:
    await knows(person, TWO[0]).says("شو صار بطلبي؟")
    await person.presses("button.add")
    assert person.heard == ["request.add_ask"]
    await person.says("صرنا بدون كهربا")
    assert person.commands[-1].args == {"number": "482910", "text": "صرنا بدون كهربا"}


async def test_adding_by_phrase(person: Person) -> None:
    await knows(person, *TWO).says("بدي أضيف على طلبي")
    assert person.heard == ["request.add_which"]
    await person.presses("row.request", number="482910")
    assert person.heard == ["request.add_ask"]


async def test_leaving_an_addition(person: Person) -> None:
    await knows(person, TWO[0]).says("شو صار بطلبي؟")
    await person.presses("button.add")
    await person.says("بطلت")
    assert (person.heard, person.ordered) == (["stop.nothing"], [])


async def test_withdrawing_is_confirmed(person: Person) -> None:
    await knows(person, *TWO).says("بدي اسحب طلبي")
    assert person.heard == ["request.withdraw_sure"]
    await person.says("نعم")
    assert person.commands[-1].args == {"number": "482910"}


async def test_withdrawing_can_be_refused(person: Person) -> None:
    await knows(person, TWO[0]).says("بدي اسحب طلبي")
    await person.presses("button.withdraw_no")
    assert (person.heard, person.ordered) == (["request.withdraw_kept"], [])


async def test_a_number_of_somebody_else_opens_nothing(person: Person) -> None:
    await person.sends("check_request_status", number="999999", act="code")
    assert (person.heard, person.ordered) == (["status.none"], [])


async def test_english(person: Person) -> None:
    await person.says("I need financial help")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    await person.says(
        "for me", "Suad", "my son", "Ahmad", "Irbid", "skip", "we cannot pay the rent", "that's all"
    )
    assert person.heard == ["form.summary.ask"]


async def test_arabizi(person: Person) -> None:
    await person.says("bdi mosa3ade maliye")
    assert person.heard == ["request.begin", "form.for_whom.ask"]
    await person.says("la nafsi", "suad", "ibni", "ahmad", "el zarqa", "skip", "ma ma3na ajar", "bas heik")
    assert person.heard == ["form.summary.ask"]
