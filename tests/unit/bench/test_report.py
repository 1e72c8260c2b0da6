import json
from pathlib import Path

import pytest

from bench.measure import Spread
from bench.report import Report


def test_a_ratio_is_ours_by_theirs_and_judged_by_its_aim() -> None:
    report = Report()
    report.add("answer", "ms", 40.0, 100.0, most_ratio=0.5)
    report.add("answer", "ms", 60.0, 100.0, most_ratio=0.5)

    assert [row.ratio for row in report.rows] == [0.4, 0.6]
    assert [row.kept for row in report.rows] == [True, False]


@pytest.mark.parametrize(("ours", "kept"), [(49.0, True), (51.0, False)])
def test_an_aim_without_a_ratio_is_judged_alone(ours: float, kept: bool) -> None:
    report = Report()
    report.add("acknowledgement", "ms", ours, most=50)

    assert report.rows[0].kept is kept
    assert report.rows[0].ratio is None


def test_at_least_is_judged_the_other_way_round() -> None:
    report = Report()
    report.add("sustained", "/s", 19.0, 9.0, least=20)

    assert report.rows[0].kept is False
    assert "MISSED" in report.table()


def test_the_file_holds_what_the_table_shows(tmp_path: Path) -> None:
    report = Report(notes=["a note"])
    report.add("memory", "MB", 900.0, 600.0, most=1800)

    report.write(tmp_path / "latest.json")

    written = json.loads((tmp_path / "latest.json").read_text())
    assert written["figures"][0] | {"ours": 900.0, "ratio": 1.5, "kept": True} == written["figures"][0]
    assert written["notes"] == ["a note"]


def test_a_spread_is_in_milliseconds() -> None:
    spread = Spread.of([number / 1000 for number in range(100, 0, -1)])

    assert (spread.p50, spread.p95, spread.p99, spread.samples) == (51.0, 96.0, 100.0, 100)
