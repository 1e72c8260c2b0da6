from pathlib import Path

import yaml

from bench import project, sample
from nlu.data_io import intents


def test_every_intent_is_there_with_as_many_messages() -> None:
    texts = sample.by_intent()

    assert set(texts) == set(intents())
    assert {len(each) for each in texts.values()} == {sample.PER_INTENT}


def test_it_is_the_same_each_time() -> None:
    assert sample.by_intent() == sample.by_intent()


def test_nothing_is_asked_that_begins_a_request_or_calls_a_person() -> None:
    texts = {
        "ask_bail": ["a"],
        "request_human": ["b"],
        "crisis_medical": ["c"],
        "greet": ["d"],
        "stop": ["e"],
    }

    assert sample.questions(texts) == ["a", "d"]


def test_stock_learns_each_intent_and_has_an_answer_for_it(tmp_path: Path) -> None:
    texts = {f"intent_{n}": ["مرحبا [هنا](x)", "أهلا"] for n in range(30)}
    project.write(tmp_path, texts, "postgresql://somewhere")

    learned = yaml.safe_load((tmp_path / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    domain = yaml.safe_load((tmp_path / "domain.yml").read_text(encoding="utf-8"))

    assert [block["intent"] for block in learned] == domain["intents"] == list(texts)
    assert all(block["examples"].count("- ") == 2 and "[" not in block["examples"] for block in learned)
    assert set(domain["responses"]) == {f"utter_{intent}" for intent in texts} | {"utter_default"}


def test_a_model_is_kept_until_the_data_change() -> None:
    assert project.mark({"a": ["x"] * 3, **_more}) == project.mark({"a": ["x"] * 3, **_more})
    assert project.mark({"a": ["x"] * 3, **_more}) != project.mark({"a": ["y"] * 3, **_more})


_more = {f"intent_{n}": ["z"] for n in range(20)}
