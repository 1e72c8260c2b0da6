"""Questions answered from the articles, through the trained model: subjects kept, centres asked about, forms gone
on with, refusals, and what nobody knows."""

from dataclasses import replace

from tests.support.assistant import Person


def article(person: Person) -> str:
    """The last that was told."""
    return str(person.state["slots"]["subject"]["article"])


async def test_an_answer_has_its_source_its_date_and_what_to_press(person: Person) -> None:
    await person.says("كيف نقدم طلب الكفالة لابني الموقوف؟")
    first, rating = person.replies
    assert (first.message, rating.message) == ("article.answer", "article.helpful")
    assert article(person) == "bail-how-to-ask"
    assert {"text", "source", "checked"} == set(first.values)
    assert first.values["text"]["text"].keys() == {"ar", "en"}
    assert {"button.article_more", "button.article_next"} & set(person.labels)
    assert person.labels[-3:] == ["button.helpful", "button.not_helpful", "button.ask_human"]


async def test_more_and_a_related_question_by_button(person: Person) -> None:
    await person.says("كيف نقدم طلب الكفالة لابني الموقوف؟")
    await person.presses("button.article_more")
    assert person.heard == ["article.part"]
    again = Person(person.client)
    await again.says("كيف نقدم طلب الكفالة لابني الموقوف؟")
    await again.presses("row.article")
    assert again.heard[0] == "article.answer"
    assert article(again) != "bail-how-to-ask"


async def test_a_follow_up_keeps_the_subject(person: Person) -> None:
    await person.says("شو يعني رد اعتبار؟", "ومتى بحقلي اقدم؟")
    assert person.heard[0] in ("article.answer", "article.which")
    shown = [choice.payload.entities.get("article") for reply in person.replies for choice in reply.choices]
    assert "rehabilitation-waiting" in [article(person), *shown]


async def test_a_loose_name_is_asked_about_once(person: Person) -> None:
    await person.says("متى مواعيد الزيارة بسجن الجويدة؟")
    assert person.heard == ["article.answer", "centre.which"]
    await person.presses("row.centre")
    assert person.heard == ["centre.unknown", "article.helpful"]


async def test_what_is_not_known_of_a_centre_is_said_with_a_human_at_hand(person: Person) -> None:
    await person.says("متى مواعيد الزيارة بسجن سواقة؟")
    assert "centre.unknown" in person.heard
    assert "button.ask_human" in person.labels


async def test_no_date_of_release_is_computed(person: Person) -> None:
    await person.says("متى بطلع ابني محمد من السجن بالزبط؟ احسبلي")
    assert article(person) == "refusal-release-date"


async def test_a_question_inside_the_form_is_answered_and_the_form_goes_on(person: Person) -> None:
    await person.says("مرحبا")
    await person.presses("menu.requests")
    await person.presses("menu.financial")
    await person.says("كيف نقدم طلب الكفالة؟")
    assert person.heard == ["article.answer", "form.for_whom.ask"]
    await person.presses("button.article_more")
    assert person.heard == ["article.part", "form.for_whom.ask"]


async def test_what_nobody_knows_goes_to_people_and_is_kept(person: Person) -> None:
    await person.says("شو اسم مدير مركز الاصلاح وكم راتبه بالشهر؟")
    if person.heard == ["article.which"]:
        await person.presses("button.none_of_these")
    assert "button.ask_human" in person.labels or person.heard == ["scope.outside"]


async def test_not_helpful_asks_once_what_was_missing(person: Person) -> None:
    await person.says("كيف نقدم طلب الكفالة لابني الموقوف؟")
    await person.presses("button.not_helpful")
    assert (person.heard, person.ordered) == (["article.missing_ask"], ["rate_answer"])
    await person.says("ما حكى الجواب عن الورق الناقص")
    assert person.ordered == ["keep_question"]
    await person.says("شكرا")
    assert (person.heard, person.ordered) == (["thank.welcome"], [])


async def test_a_bare_yes_or_no_says_whether_it_helped(person: Person) -> None:
    await person.says("كيف نقدم طلب الكفالة لابني الموقوف؟", "نعم")
    assert (person.heard, person.commands[-1].args["helpful"]) == (["article.thanks"], True)


async def test_while_waiting_for_a_human_questions_are_still_answered(person: Person) -> None:
    person.facts = replace(person.facts, queued=True)
    await person.says("كيف نقدم طلب الكفالة لابني الموقوف؟")
    assert person.heard[0] == "article.answer"
    assert "button.ask_human" not in person.labels


async def test_topics_of_the_menu_lead_to_questions(person: Person) -> None:
    await person.says("شو بتقدر تعمل؟")
    assert len(person.labels) <= 8
    await person.presses("menu.visits")
    assert person.heard == ["topic.which"]
    assert person.labels.count("row.article") == 8
    await person.presses("row.article")
    assert article(person) == "visit-times"
