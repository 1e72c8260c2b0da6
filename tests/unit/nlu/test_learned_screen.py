import json
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nlu.classifier.examples import Example
from nlu.crisis import artefact
from nlu.crisis.figures import figures, grades
from nlu.crisis.learned import MODEL, Learned, Thresholds, odds_of
from nlu.crisis.training import Lead, learn, thresholds_of
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
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 2_000_000


def test_the_recorded_figures_keep_to_the_limits() -> None:
    found = json.loads((MODEL / "recipe.json").read_text(encoding="utf-8"))["writers left out"]
    assert found["crises"]["either"] >= 97
    assert all(kind["either"] >= 95 for kind in found["by kind"].values())
    assert found["ordinary"]["either"] <= 5
    assert found["ordinary"]["danger"] <= 1


def test_grades_by_odds() -> None:
    thresholds = Thresholds(worrying=0.0, danger=0.5)
    assert [thresholds.grade(odds) for odds in (-0.1, 0.0, 0.5)] == [None, "worrying", "danger"]


def lead(odds: float, intent: str = "greet", **more: Any) -> Lead:
    return Lead(Example("x", intent, "a", "jordanian"), odds, **more)


def counted(leads: list[Lead], thresholds: Thresholds) -> dict[str, float]:
    found: dict[str, float] = figures(grades(leads, thresholds))["ordinary"]
    return found


def test_thresholds_let_few_ordinary_messages_through() -> None:
    leads = [lead(i / 1000) for i in range(1000)]
    found = counted(leads, thresholds_of([*leads, lead(5.0, "crisis_medical")]))
    assert 4 <= found["either"] <= 5
    assert 0.8 <= found["danger"] <= 1


def test_what_the_list_troubles_counts_in_the_thresholds() -> None:
    leads = [lead(i / 1000) for i in range(970)]
    leads += [lead(-9.0, listed="worrying")] * 25 + [lead(-9.0, listed="danger")] * 5
    found = counted(leads, thresholds_of(leads))
    assert 4 <= found["either"] <= 5
    assert 0.8 <= found["danger"] <= 1


def test_a_list_that_troubles_too_many_leaves_the_model_silent() -> None:
    leads = [lead(i / 100) for i in range(100)] + [lead(0.0, listed="danger")] * 20
    assert counted(leads, thresholds_of(leads))["danger"] == pytest.approx(100 * 20 / 120, abs=1)


def test_an_idiom_softens_what_the_model_says_not_the_list() -> None:
    thresholds = Thresholds(0.0, 0.5)
    leads = [lead(0.9, idiom=True), lead(0.9, idiom=True, listed="danger"), lead(0.9)]
    assert [grade for _, grade in grades(leads, thresholds)] == ["worrying", "danger", "danger"]


def test_a_guess_of_the_engine_alone_is_worrying() -> None:
    thresholds = Thresholds(0.0, 0.5)
    leads = [lead(-1.0, guessed=True), lead(-1.0), lead(0.6, guessed=True)]
    assert [grade for _, grade in grades(leads, thresholds)] == ["worrying", None, "danger"]


def test_figures_are_told_by_kind_variety_and_writer() -> None:
    leads = [lead(0.6, "crisis_self_harm"), lead(-1.0, "crisis_medical"), lead(0.1)]
    found = figures(grades(leads, Thresholds(0.0, 0.5)))
    assert found["crises"] == {"messages": 2, "either": 50.0, "danger": 50.0}
    assert found["by kind"]["medical"]["either"] == 0
    assert found["by writer"]["a"]["danger"] == 50
    assert found["ordinary"] == {"messages": 1, "either": 100.0, "danger": 0.0}
    assert found["ordinary most troubled"] == {"greet": found["ordinary"]}


@pytest.fixture(scope="module")
def taught() -> tuple[Learned, list[Lead]]:
    examples = [
        Example(f"{words} {n}", intent, writer, "jordanian")
        for writer in ("a", "b", "g")
        for n in range(6)
        for words, intent in (
            ("بدي اموت", "crisis_self_harm"),
            ("متى الزيارة", "ask_visit_times"),
            ("اشتكي", "complain"),
        )
    ]
    return learn(examples, encode([e.text for e in examples]), jobs=1)


def test_it_learns_from_few_examples(taught: tuple[Learned, list[Lead]]) -> None:
    sign = taught[0]("بدي اموت", encode(["بدي اموت"])[0].tolist())
    assert sign is not None
    assert sign.rule == "learned.self_harm"


def test_who_only_teaches_sets_no_threshold(taught: tuple[Learned, list[Lead]]) -> None:
    assert {lead.example.writer for lead in taught[1]} == {"a", "b"}


def test_bytes_keep_the_weights(taught: tuple[Learned, list[Lead]], tmp_path: Path) -> None:
    classifier = taught[0].classifier
    artefact.save(classifier, tmp_path)
    loaded = artefact.load(tmp_path)
    vector = encode(["متى الزيارة"])[0]
    kinds, odds = zip(*(odds_of(model, "متى الزيارة", vector) for model in (classifier, loaded)), strict=True)
    assert kinds[0] == kinds[1]
    assert odds[0] == pytest.approx(odds[1], abs=0.1)
