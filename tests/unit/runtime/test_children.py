from pathlib import Path

import pytest

from bot.runtime import postgres
from bot.runtime.app_children import rasa_child, web_child, worker_child
from bot.runtime.errors import StartError
from bot.runtime.nlu import nlu_environ, nlu_python
from bot.settings import Listen, load_settings

STOP_SECONDS = 10


@pytest.fixture
def python(tmp_path: Path) -> Path:
    made = tmp_path / "python"
    made.touch(mode=0o755)
    return made


def test_rasa_gets_no_settings_but_two(python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFEEQ_SECRET_KEYS", "secret")
    monkeypatch.setenv("RAFEEQ_DATABASE_URL", "postgresql://db/x")
    settings = load_settings({"RAFEEQ_INTERNAL_TOKEN": "t", "RAFEEQ_NLU_PYTHON": str(python)})

    child = rasa_child(settings, Listen("127.0.0.1", 5005))

    ours = {name: value for name, value in child.env.items() if name.startswith("RAFEEQ_")}
    assert ours == {"RAFEEQ_ACTIONS_URL": "http://127.0.0.1:8001", "RAFEEQ_INTERNAL_TOKEN": "t"}


def test_no_secret_stands_on_a_command_line(python: Path) -> None:
    settings = load_settings({"RAFEEQ_INTERNAL_TOKEN": "the-token", "RAFEEQ_NLU_PYTHON": str(python)})
    children = [rasa_child(settings, Listen("127.0.0.1", 5005)), web_child({}), worker_child({})]

    assert "the-token" not in str([child.argv for child in children])


def test_the_worker_stops_before_those_it_works_with_and_all_in_time(python: Path) -> None:
    settings = load_settings({"RAFEEQ_INTERNAL_TOKEN": "t", "RAFEEQ_NLU_PYTHON": str(python)})
    rasa, web, worker = rasa_child(settings, Listen("127.0.0.1", 5005)), web_child({}), worker_child({})

    assert worker.stage > web.stage == rasa.stage > 0
    together = max(web.stop_seconds, rasa.stop_seconds)
    assert worker.stop_seconds + together + postgres.STOP_SECONDS < STOP_SECONDS


def test_a_missing_environment_of_rasa_names_its_setting(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"^RAFEEQ_NLU_PYTHON: .* is not there: run make"):
        nlu_python(tmp_path / "python")


def test_what_is_given_to_rasa_stands_beside_the_path() -> None:
    environ = nlu_environ(RAFEEQ_INTERNAL_TOKEN="t")

    assert environ["RAFEEQ_INTERNAL_TOKEN"] == "t"
    assert (Path(environ["PYTHONPATH"]) / "nlu").is_dir()
