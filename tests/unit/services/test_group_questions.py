"""Questions that are alike come together, the largest group first."""

from bot.services.group_questions import group_questions
from bot.services.ports import OpenQuestion
from tests.support.knowledge import word_vector


def asked(text: str, intent: str = "") -> OpenQuestion:
    return OpenQuestion(text, "ar", "no_answer", intent)


def grouped(*questions: OpenQuestion) -> list[list[str]]:
    return [[q.question for q in group.questions] for group in group_questions(questions, word_vector)]


def test_nothing_asked_makes_no_group() -> None:
    assert grouped() == []


def test_like_ones_come_together_whatever_the_spelling() -> None:
    found = grouped(
        asked("كم سعر الكفالة"), asked("وين المركز الجديد"), asked("كم سعر الكفاله"), asked("شو اسم المدير")
    )
    assert [len(group) for group in found] == [2, 1, 1]
    assert set(found[0]) == {"كم سعر الكفالة", "كم سعر الكفاله"}


def test_what_was_taken_for_the_same_is_nearer() -> None:
    one, other = "متى يوم الزيارة", "ايش الزيارة"
    rest = [asked("سعر الكفالة"), asked("اسم المدير"), asked("رقم الباص")]
    assert len(grouped(asked(one, "ask_visit_times"), asked(other, "ask_visit_times"), *rest)[0]) == 2
    assert len(grouped(asked(one, "ask_visit_times"), asked(other, "ask_release"), *rest)[0]) == 1


def test_a_group_is_named_by_what_most_were_taken_for() -> None:
    questions = [
        asked("كم الكفالة", "ask_bail"),
        asked("كم الكفالة هون", "ask_bail"),
        asked("كم الكفالة", "greet"),
    ]
    (group, *_) = group_questions(questions, word_vector)
    assert group.intent == "ask_bail"
    assert group.count >= 2
