"""Questions judged: right, wrong, offered, unanswered; the file read, the figures counted."""

from pathlib import Path

import pytest

from bot.answers_report import Asked, Judged, UnreadableQuestions, judge, lines, read_questions, report
from bot.rehearsal import Rehearsal, begin, rules
from tests.support.knowledge import article, library_of, text

REFUSALS = frozenset({"refusal-x"})
BAIL = article(
    "bail-how", "ask_bail", arabic=text("كيف نطلب الكفالة", "كيف نقدم طلب كفالة", "كيف نكفل", "تكفيل")
)


def judged(expected: str, told: tuple[str, ...] = (), offered: tuple[str, ...] = ()) -> str:
    return Judged(Asked("سؤال", expected), told, offered, "ask_bail", 0.9, REFUSALS).verdict


@pytest.mark.parametrize(
    ("expected", "told", "offered", "verdict"),
    [
        ("a", ("a",), (), "right"),
        ("a|b", ("b",), (), "right"),
        ("a", ("c", "a"), (), "right"),
        ("a", ("b",), (), "wrong"),
        ("a", (), ("b", "a"), "offered"),
        ("a", (), ("b",), "unanswered"),
        ("none", (), (), "right"),
        ("none", (), ("b",), "right"),
        ("none", ("refusal-x",), (), "right"),
        ("none", ("a",), (), "wrong"),
        ("none|a", ("a",), (), "right"),
        ("a", ("refusal-x",), (), "wrong"),
    ],
)
def test_verdicts(expected: str, told: tuple[str, ...], offered: tuple[str, ...], verdict: str) -> None:
    assert judged(expected, told, offered) == verdict


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text('question\tarticle\tvariety\nقال "نعم"\ta\tmsa\nسؤال\tnone\t\n', encoding="utf-8")
    assert read_questions(file) == [Asked('قال "نعم"', "a", "", "msa"), Asked("سؤال", "none")]


@pytest.mark.parametrize("content", ["", "text\tarticle\nx\ty\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "q.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableQuestions, match="question and article"):
        read_questions(file)


def test_the_report_counts_by_variety() -> None:
    some = [
        Judged(Asked("1", "a", "", "msa"), ("a",), (), "ask_bail", 1),
        Judged(Asked("2", "a", "0", "msa"), ("b",), (), "ask_bail", 1),
        Judged(Asked("3", "none", "", "rural"), (), (), "greet", 1),
    ]
    made = report(some)
    assert made["all"] == {"count": 3, "right": 2 / 3, "wrong": 1 / 3, "offered": 0, "unanswered": 0}
    assert (made["follow-ups"]["wrong"], made["without an answer"]["right"]) == (1, 1)
    assert list(made["by variety"]) == ["msa", "rural"]
    assert made["questions"][1]["verdict"] == "wrong"
    assert any("66.7%" in line for line in lines(made))


def talk() -> Rehearsal:
    return begin(lambda _text: [("ask_bail", 0.95), ("greet", 0.05)], library_of(BAIL))


def test_a_rehearsal_goes_through_rules_and_actions() -> None:
    assert rules()["ask_bail"] == "action_answer_question"
    right = judge(Asked("كيف نقدم طلب كفالة لاخوي", "bail-how"), talk)
    assert (right.verdict, right.told, right.intent) == ("right", ["bail-how"], "ask_bail")


def test_the_question_before_is_heard_first() -> None:
    again = judge(Asked("وكيف نقدمها؟", "none", previous="كيف نقدم طلب كفالة لاخوي"), talk)
    assert again.told == []
