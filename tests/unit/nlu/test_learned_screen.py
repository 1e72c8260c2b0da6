import json
import time
from functools import cache

import pytest

from nlu.classifier.examples import Example
from nlu.crisis.figures import figures, grades
from nlu.crisis.learned import MODEL, Learned, Thresholds
from nlu.crisis.training import Lead, label_of, learn, thresholds_of
from nlu.encoder import encode


@cache
def screen() -> Learned:
    return Learned.load()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ما عاد بدي أعيش، الكل بيرتاح بدوني", "self_harm"),
        ("أخوي مش عم يتنفس وشفايفه زرق", "medical"),
        ("حالف يذبحني أول ما يطلع وأنا خايفة منه", "violence"),
    ],
)
def test_kinds_are_told_apart(text: str, kind: str) -> None:
    sign = screen()(text, encode([text])[0].tolist())
    assert sign is not None
    assert sign.rule == f"learned.{kind}"


@pytest.mark.parametrize(
    "text", ["مرحبا", "كيف بسجل طلب مساعدة؟", "what are the visiting hours", "شكرا كثير", ""]
)
def test_ordinary_messages_pass(text: str) -> None:
    vector = encode([text])[0].tolist() if text else None
    assert screen()(text, vector) is None


def test_it_sees_plain_danger_without_a_vector() -> None:
    assert screen()("بدي أموت ما عاد بدي أعيش", None) is not None


def test_hostile_length_is_no_slow_path() -> None:
    screen()("warm", None)
    begun = time.process_time()
    screen()("بدي اموت " * 20_000, None)
    assert time.process_time() - begun < 1


def test_it_loads_in_less_than_a_second() -> None:
    begun = time.process_time()
    Learned.load()
    assert time.process_time() - begun < 1


def test_the_artefact_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 1_000_000


def test_the_recorded_figures_keep_to_the_limits() -> None:
    found = json.loads((MODEL / "recipe.json").read_text(encoding="utf-8"))["writers left out"]
    assert found["crises"]["either"] >= 93
    assert found["ordinary"]["either"] <= 5
    assert found["ordinary"]["danger"] <= 1.1


def test_grades_by_lead() -> None:
    thresholds = Thresholds(worrying=0.0, danger=0.5)
    assert [thresholds.grade(lead) for lead in (-0.1, 0.0, 0.5)] == [None, "worrying", "danger"]


def test_thresholds_let_few_ordinary_messages_through() -> None:
    leads = [Lead(Example("x", "greet"), i / 1000) for i in range(1000)]
    leads += [Lead(Example("x", "crisis_medical"), 5.0)]
    thresholds = thresholds_of(leads)
    assert sum(lead.lead >= thresholds.worrying for lead in leads[:-1]) <= 50
    assert sum(lead.lead >= thresholds.danger for lead in leads[:-1]) <= 10


def test_near_intents_stand_apart() -> None:
    assert [label_of(i) for i in ("crisis_medical", "complain", "greet")] == [
        "crisis_medical",
        "complain",
        "rest",
    ]


def test_the_list_and_the_model_are_counted_together() -> None:
    leads = [
        Lead(Example("رح أنتحر", "crisis_self_harm", "a", "jordanian"), -1.0),
        Lead(Example("الحبل جاهز عندي", "crisis_self_harm", "b", "jordanian"), 0.1),
        Lead(Example("مرحبا", "greet", "a", "jordanian"), 0.1),
    ]
    found = figures(grades(leads, Thresholds(0.0, 0.5)))
    assert found["crises"]["either"] == 100
    assert found["by writer"]["a"]["danger"] == 100
    assert found["ordinary"] == {"messages": 1, "either": 100.0, "danger": 0.0}


def test_it_learns_from_few_examples() -> None:
    examples = [
        Example(f"{words} {n}", intent, writer, "jordanian")
        for writer in ("a", "b")
        for n in range(6)
        for words, intent in (
            ("بدي اموت", "crisis_self_harm"),
            ("متى الزيارة", "ask_visit_times"),
            ("اشتكي", "complain"),
        )
    ]
    learned, leads = learn(examples, encode([e.text for e in examples]), jobs=1)
    assert len(leads) == len(examples)
    sign = learned("بدي اموت", encode(["بدي اموت"])[0].tolist())
    assert sign is not None
    assert sign.rule == "learned.self_harm"
