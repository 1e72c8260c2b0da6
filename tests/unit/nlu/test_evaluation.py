import json
from pathlib import Path

import pytest

from nlu.classifier.examples import Example
from nlu.evaluation.answers import Answer
from nlu.evaluation.measures import (
    auroc,
    calibration_error,
    confusions,
    f1_by_intent,
    macro_f1,
    sharpness_factor,
)
from nlu.evaluation.printing import lines, publish
from nlu.evaluation.report import report
from nlu.text.entities import Entity


def answer(meant: str, understood: str, confidence: float = 0.9, variety: str = "", also: str = "") -> Answer:
    rest = [(name, (1 - confidence) / 2) for name in ("x", "y")]
    return Answer(
        Example("نص", meant, variety=variety, also=also), [(understood, confidence), *rest], milliseconds=2.0
    )


SOME = [
    answer("a", "a", variety="rural"),
    answer("a", "b", variety="rural"),
    answer("b", "b", variety="msa"),
    answer("out_of_scope", "out_of_scope", 0.95, variety="msa"),
    answer("crisis_medical", "crisis_violence", variety="msa"),
]


def test_accuracy_in_total_and_by_variety() -> None:
    found = report(SOME)
    assert found["accuracy"] == 0.6
    assert {name: each["accuracy"] for name, each in found["by_variety"].items()} == {
        "msa": 0.6667,
        "rural": 0.5,
    }


def test_a_second_accepted_intent_is_right() -> None:
    assert answer("a", "b", also="b").right
    assert not answer("a", "c", also="b").right


def test_f1_and_its_mean() -> None:
    few = SOME[:3]
    assert f1_by_intent(few) == {"a": pytest.approx(2 / 3), "b": pytest.approx(2 / 3)}
    assert macro_f1(few) == 0.6667


def test_among_three() -> None:
    found = report([answer("x", "a"), answer("z", "a")])
    assert found["among_three"] == 0.5


def test_confusions_are_counted() -> None:
    assert confusions([*SOME, SOME[1]], 1) == [("a", "b", 2)]


def test_another_kind_of_crisis_is_still_an_alarm() -> None:
    found = report(SOME)["crisis"]["classifier"]
    assert (found["recall"], found["false_alarms"]) == (1.0, 0.0)


def test_the_word_list_is_judged_apart() -> None:
    fired = Answer(Example("نص", "a"), [("a", 1.0)], alarmed=True)
    found = report([fired, *SOME])["crisis"]
    assert found["list"] == {
        "recall": 0.0,
        "false_alarms": 0.2,
        "recall_by_kind": {"crisis_medical": 0.0},
        "recall_by_variety": {"msa": 0.0},
    }
    assert found["any"]["recall"] == 1.0


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        ([0.9, 0.8], [0.1], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([], [0.5], None),
        ([0.3, 0.9], [0.5], 0.5),
    ],
)
def test_auroc(positives: list[float], negatives: list[float], expected: float | None) -> None:
    assert auroc(positives, negatives) == expected


def test_calibration_error_of_overconfidence() -> None:
    assert calibration_error([answer("a", "a", 0.95), answer("a", "b", 0.95)]) == 0.45


def test_acting_from_a_threshold() -> None:
    found = {
        each["threshold"]: each
        for each in report([answer("a", "a", 0.9), answer("a", "b", 0.5)])["acted_above"]
    }
    assert found[0.6] == {"threshold": 0.6, "acted": 0.5, "right_of_acted": 1.0, "wrong_of_all": 0.0}
    assert found[0.4]["wrong_of_all"] == 0.5


def test_three_bands_by_confidence() -> None:
    some = [answer("a", "a", 0.9), answer("a", "b", 0.7), answer("x", "a", 0.5), answer("a", "b", 0.1)]
    bands = report(some)["bands"]
    assert bands["act"] == {"share": 0.5, "right": 0.5, "among_three": 0.5, "wrong_of_all": 0.25}
    assert (bands["ask"]["right"], bands["ask"]["among_three"]) == (0.0, 1.0)
    assert bands["human"]["share"] == 0.25


def test_the_learned_screen_counts_among_any() -> None:
    heard = Answer(Example("نص", "crisis_medical"), [("a", 1.0)], learned=True)
    found = report([heard])["crisis"]
    assert [found[name]["recall"] for name in ("list", "learned", "any")] == [0.0, 1.0, 1.0]


@pytest.mark.parametrize(("confidence", "least", "most"), [(0.95, 0.4, 0.9), (0.4, 1.1, 2.5)])
def test_sharpness_follows_how_often_it_is_right(confidence: float, least: float, most: float) -> None:
    some = [answer("a", "a", confidence)] * 7 + [answer("x", "a", confidence)] * 3
    factor = sharpness_factor(some)
    assert factor is not None
    assert least <= factor <= most


def test_no_answers_no_sharpness() -> None:
    assert sharpness_factor([]) is None


def test_entities_need_name_and_exact_substring() -> None:
    example = Example("ابني بسواقة", "inform", entities=(("relation", "ابني"), ("centre", "سواقة")))
    found = [Entity("relation", "son", 0, 4), Entity("centre", "swaqa", 5, 11)]
    entities = report([Answer(example, [("inform", 1.0)], found)])["entities"]
    assert (entities["recall"], entities["precision"]) == (0.5, 0.5)
    assert entities["by_name"]["relation"] == {"meant": 1, "recall": 1.0, "found": 1, "precision": 1.0}
    assert entities["by_name"]["centre"]["recall"] == 0.0


def test_an_entity_that_nobody_wrote_is_false() -> None:
    meant = Example("ابني", "inform", variety="rural", entities=(("relation", "ابني"),))
    answers = [
        Answer(meant, [("inform", 1.0)], [Entity("relation", "son", 0, 4)]),
        Answer(
            Example("اهلا", "greet", variety="rural"), [("greet", 1.0)], [Entity("relation", "son", 0, 4)]
        ),
    ]
    assert report(answers)["entities"]["by_variety"]["rural"]["precision"] == 0.5


def test_a_report_of_nothing() -> None:
    assert report([])["accuracy"] is None


def test_it_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = report(SOME)
    publish(made, tmp_path / "deep" / "report.json")
    assert json.loads((tmp_path / "deep" / "report.json").read_text())["accuracy"] == 0.6
    assert "accuracy           0.6" in capsys.readouterr().out
    assert any("a -> b" in line for line in lines(made))
