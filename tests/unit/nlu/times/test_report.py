import json
from datetime import datetime
from pathlib import Path

import pytest

from nlu.commands import times
from nlu.evaluation.times import Row, canonical, judge, kind, report

NOW = datetime.fromisoformat("2026-11-24T10:30")


def outcome(text: str, expected: str) -> str:
    return judge([Row(text, NOW, expected, "")])[0].outcome


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("بكرا", "2026-11-25", "right"),
        ("بكرا", "2026-11-26", "wrong"),
        ("بكرا", "none", "wrong"),
        ("بكرا", "ambiguous", "wrong"),
        ("مرحبا", "2026-11-25", "missed"),
        ("مرحبا", "ambiguous", "missed"),
        ("الأحد أو الاثنين", "2026-11-29", "asked"),
    ],
)
def test_outcomes(text: str, expected: str, found: str) -> None:
    assert outcome(text, expected) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-11-29T14:00/T16:00", "2026-11-29T14:00/2026-11-29T16:00"),
        ("14:00", "T14:00"),
        ("T14:00:00", "T14:00"),
        ("2026-10-15/2026-10-15", "2026-10-15"),
    ],
)
def test_the_same_time_written_otherwise(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("value", "of_kind"),
    [
        ("none", "none"),
        ("2026-11-25", "day"),
        ("T10:00", "hour"),
        ("2026-11-25T10:00", "day and hour"),
        ("T10:00/T12:00", "range"),
    ],
)
def test_kinds(value: str, of_kind: str) -> None:
    assert kind(value) == of_kind


def test_the_report_counts_by_variety() -> None:
    rows = [Row("بكرا", NOW, "2026-11-25", "rural"), Row("bukra", NOW, "2026-11-26", "arabizi")]
    found = report(judge(rows))
    assert (found["right"]["share"], found["wrong"]["share"]) == (0.5, 0.5)
    assert found["by_variety"]["rural"]["right"]["messages"] == 1
    assert [each["text"] for each in found["mistakes"]] == ["bukra"]


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "times.tsv"
    file.write_text("text\tnow\texpected\nبكرا\t2026-11-24T10:30\t2026-11-25\n", encoding="utf-8")
    assert times.main([str(file), "--out", str(tmp_path / "report.json")]) == 0
    assert "right" in capsys.readouterr().out
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["right"]["messages"] == 1


@pytest.mark.parametrize(
    "content", ["text\tnow\nx\t2026-11-24\n", "text\tnow\texpected\nx\tsoon\tnone\n", ""]
)
def test_an_unreadable_file_is_said_in_one_line(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "times.tsv"
    file.write_text(content, encoding="utf-8")
    assert times.main([str(file)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_of_no_messages_is_reported_too(tmp_path: Path) -> None:
    file = tmp_path / "times.tsv"
    file.write_text("text\tnow\texpected\n", encoding="utf-8")
    assert times.main([str(file)]) == 0
