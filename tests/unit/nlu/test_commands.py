import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from nlu.commands import crisis, encoder

HEADER = "text\tkind\tvariety\n"


def test_crisis_evaluate_counts_by_kind_and_variety(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "few.tsv", tmp_path / "report.json"
    file.write_text(HEADER + "بدي انتحر الليلة\tself_harm\tjordanian\nمتى الزيارة\tnone\tmsa\nمرحبا\t\tmsa\n")
    assert crisis.main(["evaluate", str(file), "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["by kind"] == {"self_harm": {"messages": 1, "either": 100.0, "danger": 100.0}}
    assert found["ordinary"] == {"messages": 2, "either": 0.0, "danger": 0.0}
    assert "ordinary by variety" in capsys.readouterr().out


def test_crisis_evaluate_says_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert crisis.main(["evaluate", str(tmp_path / "none.tsv")]) == 1
    assert "none.tsv" in capsys.readouterr().err


class Runs:
    """Stands for the programs that would run."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.asked: list[list[str]] = []

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        self.asked.append(command)
        return subprocess.CompletedProcess(command, self.codes.pop(0))


def test_the_encoder_is_built_in_an_environment_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    runs = Runs(0, 0, 0)
    monkeypatch.setattr(subprocess, "run", runs)
    monkeypatch.setattr(encoder, "_uv", lambda: "uv")
    assert encoder.main(["build", "--out", str(tmp_path)]) == 0
    assert [command[1] for command in runs.asked[:2]] == ["venv", "pip"]
    built = runs.asked[2]
    assert built[0].startswith(str(encoder.ENVIRONMENT))
    assert built[1:] == ["-m", "nlu.encoder.build", f"--out={tmp_path}"]


def test_a_failed_step_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", Runs(0, 3))
    monkeypatch.setattr(encoder, "_uv", lambda: "uv")
    assert encoder.main(["build"]) == 3


def test_without_uv_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(encoder, "_uv", lambda: None)
    assert encoder.main(["build"]) == 1
    assert "uv is not there" in capsys.readouterr().err
