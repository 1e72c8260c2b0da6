"""What is done with a question: told, offered, left to people; subjects kept; two questions answered."""

from dataclasses import replace

import pytest

from bot.services.answer_question import Asked, Band, Subject, find_answer, find_follow_up, follows_up
from bot.services.library import Library
from bot.services.strip_personal import strip_personal
from tests.support.knowledge import TODAY, article, library_of, text

BAIL = article(
    "bail-how",
    "ask_bail",
    arabic=text("كيف نطلب الكفالة", "كيف نقدم طلب كفالة", "كيف نكفل اخوي", "وين نقدم كفالة"),
)
PRICE = article(
    "bail-amount",
    "ask_bail",
    arabic=text("قديش الكفالة", "قديش مبلغ الكفالة", "كم مصاري الكفالة", "بكم نكفله"),
)
MONEY = article(
    "money-send",
    "ask_send_money",
    arabic=text("كيف نوصل مصاري", "كيف ابعث مصاري لابني", "تحويل مصاري للمركز", "رصيد"),
)
LIBRARY = library_of(BAIL, PRICE, MONEY)
SUBJECT = Subject("bail-how", "كيف نقدم طلب كفالة")


def asked(words: str, *ranking: tuple[str, float], **more: object) -> Asked:
    return replace(Asked(words, ranking), **more)  # type: ignore[arg-type]


def found(words: str, *ranking: tuple[str, float], library: Library = LIBRARY) -> tuple[Band, list[str]]:
    answer = find_answer(library.shelf, asked(words, *ranking), TODAY)
    return answer.band, [candidate.article.id for candidate in (*answer.candidates, *answer.more)]


def test_a_plain_question_is_told() -> None:
    assert found("كيف نقدم طلب كفالة لاخوي", ("ask_bail", 0.95)) == (Band.TELL, ["bail-how"])


def test_what_resembles_nothing_is_left_to_people() -> None:
    assert found("وصفة المنسف الاردني الاصلي", ("out_of_scope", 0.9))[0] is Band.NOTHING
    assert found("سؤال", library=library_of())[0] is Band.NOTHING


def test_of_likely_ones_none_is_told_and_at_most_three_are_offered() -> None:
    likes = [replace(BAIL, id=f"bail-{number}") for number in range(5)]
    band, offered = found("كيف نقدم طلب كفالة لاخوي", ("ask_bail", 0.95), library=library_of(*likes, MONEY))
    assert (band, len(offered)) == (Band.OFFER, 3)
    assert set(offered) <= {each.id for each in likes}


def test_two_questions_in_one_message_are_both_answered() -> None:
    told = found("كيف نقدم طلب كفالة؟ وكيف ابعث مصاري لابني؟", ("ask_bail", 0.5), ("ask_send_money", 0.45))
    assert told == (Band.TELL, ["bail-how", "money-send"])


def test_another_country_is_left_alone() -> None:
    assert found("كيف نقدم طلب كفالة بالعراق", ("ask_bail", 0.95))[0] is Band.NOTHING


@pytest.mark.parametrize(
    ("words", "goes_on"),
    [
        ("وقديش؟", True),
        ("طيب والمصاري؟", True),
        ("w addesh?", True),
        ("what about money?", True),
        ("كيف ابعث مصاري لابني", False),
        ("والله انا امه وتعبانة ومش عارفة شو اعمل مع هالولد", False),
        ("", False),
    ],
)
def test_what_goes_on_with_a_subject(words: str, *, goes_on: bool) -> None:
    assert follows_up(asked(words, subject=SUBJECT)) is goes_on
    assert not follows_up(asked(words))


def test_a_follow_up_is_read_with_the_question_before_it() -> None:
    answer = find_follow_up(LIBRARY.shelf, asked("وقديش المبلغ؟", ("greet", 0.3)), SUBJECT, TODAY)
    assert answer.ranked[0].article.id == "bail-amount"
    assert "bail-how" not in [candidate.article.id for candidate in answer.ranked]


def test_only_a_centre_asks_the_same_of_another_place() -> None:
    answer = find_follow_up(LIBRARY.shelf, asked("وبسواقة؟", centre="swaqa"), SUBJECT, TODAY)
    assert (answer.band, answer.candidates[0].article.id) == (Band.TELL, "bail-how")


def test_a_subject_travels_as_plain_json() -> None:
    kept = Subject("a", "سؤال", {"sex": "woman"}, "swaqa", ("a", "b"))
    loaded = Subject.load(kept.dump())
    assert loaded is not None
    assert loaded.dump() == kept.dump()
    assert Subject.load(None) is None


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("رقمي 0791234567 ردوا علي", "0791234567"),
        ("اسمي ليلى وبدي مساعدة", "ليلى"),
        ("ابعثولي على a.b@example.com", "a.b@example.com"),
        ("رقم الطلب 482910", "482910"),
        ("شوفوا https://example.org/x", "https://example.org/x"),
    ],
)
def test_stripped_texts_say_nothing_of_whose_they_are(words: str, gone: str) -> None:
    assert gone not in strip_personal(words)


def test_what_is_asked_stays() -> None:
    assert strip_personal("متى الزيارة بسواقة؟") == "متى الزيارة بسواقة؟"
