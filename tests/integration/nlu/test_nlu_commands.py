"""The commands that measure, run in Rasa's environment as `rafeeq nlu` runs them."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.runtime.nlu import nlu_environ
from tests.support.rasa import ROOT, nlu_python

LEARNED = {
    "visit": ["متى الزيارة", "مواعيد الزيارة", "emta el zyara", "when is the visit", "أي يوم بنزور"],
    "money": ["بدي مصاري", "محتاج مساعدة مالية", "bidi masari", "I need money", "ما معي أدفع الأجار"],
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    argv = [nlu_python(), "-m", "nlu", *map(str, arguments)]
    return subprocess.run(
        argv, env=nlu_environ(), cwd=ROOT, capture_output=True, text=True, check=False, timeout=110
    )


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    path = tmp_path / "train.tsv"
    lines = [f"{text}\t{label}\n" for label, texts in LEARNED.items() for text in texts]
    path.write_text("text\tlabel\n" + "".join(lines))
    return path


def test_benchmark_learns_one_file_and_is_tested_on_another(tmp_path: Path, learned: Path) -> None:
    tested, out = tmp_path / "test.tsv", tmp_path / "report.json"
    tested.write_text("text\tlabel\tvariety\nايمتى الزيارة\tvisit\trural\nبدي مصاري كتير\tmoney\trural\n")
    done = run("benchmark", "--train", learned, "--test", tested, "--out", out)
    assert done.returncode == 0, done.stderr
    report = json.loads(out.read_text())
    assert report["accuracy"] == 1.0
    assert report["by_variety"]["rural"]["messages"] == 2
    assert "accuracy           1.0" in done.stdout


def test_a_file_without_its_columns_is_named(tmp_path: Path, learned: Path) -> None:
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("message\tlabel\nx\ty\n")
    done = run("benchmark", "--train", learned, "--test", wrong)
    assert done.returncode == 1
    assert "wrong.tsv: no column text" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_model_file_that_is_none_is_named(tmp_path: Path) -> None:
    tested, model = tmp_path / "test.tsv", tmp_path / "missing.tar.gz"
    tested.write_text("text\tintent\nمرحبا\tgreet\n")
    done = run("evaluate", tested, "--model", model)
    assert done.returncode == 1
    assert "missing.tar.gz" in done.stderr


def test_lint_finds_the_data_sound() -> None:
    done = run("lint")
    assert done.returncode == 0, done.stdout
    assert "0 problems" in done.stdout


def test_an_unknown_command_lists_the_known_ones() -> None:
    done = run("guess")
    assert done.returncode == 2
    assert "evaluate" in done.stderr
