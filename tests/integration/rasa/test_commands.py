"""Commands of Rasa's environment, as the app and developers start them."""

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from bot.runtime.nlu import nlu_environ
from tests.integration.rasa.conftest import ASSISTANT
from tests.support.rasa import ROOT, nlu_python

SETTINGS = {"RAFEEQ_ACTIONS_URL": "http://127.0.0.1:9", "RAFEEQ_INTERNAL_TOKEN": "t"}
CONTRADICTION = """
  - rule: another greeting
    steps:
      - intent: greet
      - action: utter_calm
"""


def nlu(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [nlu_python(), "-m", "nlu", *arguments],
        env=nlu_environ(**settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The small assistant, with a rule that contradicts another."""
    places = {"config": "nlu", "domain": "data/domain", "nlu": "data/nlu", "rules": "data/rules"}
    for name, folder in places.items():
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(ASSISTANT / f"{name}.yml", tmp_path / folder)
    with (tmp_path / "data/rules/rules.yml").open("a") as rules:
        rules.write(CONTRADICTION)
    return tmp_path


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = nlu("serve", "--port", port, **SETTINGS)
    assert done.returncode == 1
    assert done.stderr.strip() == f"cannot listen on 127.0.0.1:{port}: Address already in use"


@pytest.mark.parametrize("missing", SETTINGS)
def test_a_missing_setting_is_one_line(missing: str) -> None:
    done = nlu("serve", **{name: value for name, value in SETTINGS.items() if name != missing})
    assert (done.returncode, done.stderr.strip()) == (1, f"{missing} is not set")


def test_an_unknown_command_names_the_known_ones() -> None:
    done = nlu("tarin")
    assert done.returncode == 2
    assert "serve" in done.stderr
    assert "train" in done.stderr


def test_contradicting_rules_are_named_by_validation(checkout: Path) -> None:
    done = nlu("validate", str(checkout))
    assert done.returncode == 1
    assert "'utter_calm' in rule 'another greeting' is contradicting with rule(s) 'greet'" in done.stdout
    assert "The intent 'stop' is not used in any story or rule." in done.stdout
    assert "event_" not in done.stdout


def test_contradicting_rules_stop_training_and_are_its_last_line(checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.tar.gz"
    files = [str(checkout / "data" / folder) for folder in ("nlu", "rules")]
    options = ["--config", str(checkout / "nlu/config.yml"), "--domain", str(checkout / "data/domain")]
    done = nlu("train", "--out", str(out), *options, "--data", *files)
    assert done.returncode == 1
    assert "is contradicting with rule(s) 'greet'" in done.stderr.splitlines()[-1]
    assert not out.exists()
