from pathlib import Path

import pytest

from nlu.classifier.examples import Example
from nlu.data_io import UnreadableData, intents, table, training_examples
from nlu.evaluation.data_lint import FEWEST, problems

BLOCK = """nlu:
- intent: greet
  metadata: {writer: a, variety: rural}
  examples: |
    - مرحبا
    - هلا  والله
"""


def test_blocks_become_examples(tmp_path: Path) -> None:
    (tmp_path / "talk.yml").write_text(BLOCK)
    assert training_examples(tmp_path) == [
        Example("مرحبا", "greet", "a", "rural"),
        Example("هلا  والله", "greet", "a", "rural"),
    ]


@pytest.mark.parametrize("text", ["nlu: [", "- a\n- b\n", BLOCK.replace("- هلا", "هلا")])
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "talk.yml").write_text(text)
    with pytest.raises(UnreadableData, match=r"talk\.yml"):
        training_examples(tmp_path)


def test_events_are_no_intents(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("intents:\n- greet\n- help: {use_entities: []}\n- event_attachment\n")
    assert intents(tmp_path) == ["greet", "help"]


def test_a_table(tmp_path: Path) -> None:
    path = tmp_path / "test.tsv"
    path.write_text(
        'text\tintent\talt\tvariety\tentities\nابني بسواقة\tinform\thelp\trural\t{"centre": "سواقة"}\n'
    )
    assert table(path) == [
        Example("ابني بسواقة", "inform", "", "rural", "help", (("centre", "سواقة"),)),
    ]


def test_a_table_with_quotes_in_its_messages(tmp_path: Path) -> None:
    path = tmp_path / "test.tsv"
    path.write_text('text\tlabel\nقال "اصبر" وراح\ta\n"bad quote\tb\n"a ""b"""\tc\n')
    assert [example.text for example in table(path, intent="label")] == [
        'قال "اصبر" وراح',
        '"bad quote',
        'a "b"',
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("text\tlabel\n", "no column intent"),
        ("text\tintent\n\tgreet\n", "line 2"),
        ("text\tintent\tentities\na\tb\t{\n", "JSON"),
    ],
)
def test_a_wrong_table(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "test.tsv"
    path.write_text(text)
    with pytest.raises(UnreadableData, match=reason):
        table(path)


def examples(intent: str = "greet", count: int = FEWEST) -> list[Example]:
    return [Example(f"{chr(0x627 + n)}{intent} {n}", intent, "a", "rural") for n in range(count)]


def test_good_data_has_no_problems() -> None:
    assert problems(examples(), ["greet"]) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (examples(count=FEWEST - 1), "fewer than"),
        (examples("unknown"), "unknown is not in the domain"),
        ([*examples(), Example("[سواقة](centre)", "greet", "a", "rural")], "entity"),
        ([*examples(), Example("سلام يا جماعة", "greet")], "without writer"),
        (
            [*examples(), *[Example(text, "greet", "a", "rural") for text in ("أهلا", "اهلا")]],
            "twice, in greet, greet",
        ),
        (
            [
                *examples(),
                *[
                    Example(f"السلام عليكم ورحمة الله وبركاته يا جماعة {n}", "greet", "a", "rural")
                    for n in range(9)
                ],
            ],
            "near copies",
        ),
    ],
)
def test_each_problem_is_named(data: list[Example], problem: str) -> None:
    assert any(problem in found for found in problems(data, ["greet"]))


def test_the_projects_own_data_is_sound() -> None:
    assert problems(training_examples(), intents()) == []
