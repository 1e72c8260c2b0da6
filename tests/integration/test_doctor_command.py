from pathlib import Path

import psycopg
import pytest

from bot.runtime.ports import free_port
from tests.support.commands import rafeeq
from tests.support.installation import with_some_model

KEYS = "0123456789abcdef" * 2


@pytest.fixture
def external(database_url: str) -> dict[str, str]:
    return {
        "RAFEEQ_DATABASE_URL": database_url,
        "RAFEEQ_SECRET_KEYS": KEYS,
        "RAFEEQ_PORT": str(free_port()),
    }


def test_a_new_installation_has_nothing_to_mend(external: dict[str, str]) -> None:
    with_some_model(external)

    done = rafeeq("doctor", settings=external)

    assert "ok    database:" in done.stdout
    assert "ok    model:" in done.stdout
    assert "warn  people:" in done.stdout
    assert "nobody is on call" in done.stdout
    assert "mend" not in done.stdout, done.stdout
    assert done.returncode == 0


def test_what_is_wrong_makes_it_fail(external: dict[str, str]) -> None:
    done = rafeeq("doctor", settings=external | {"RAFEEQ_PROT": "1", "RAFEEQ_NLU_PYTHON": "/nowhere/python"})

    assert done.returncode == 1
    assert "RAFEEQ_PROT is no setting" in done.stdout
    assert "RAFEEQ_NLU_PYTHON: /nowhere/python is not there" in done.stdout


def test_keys_that_do_not_fit_are_told(external: dict[str, str]) -> None:
    with_some_model(external)
    rafeeq("doctor", settings=external)

    done = rafeeq("doctor", settings=external | {"RAFEEQ_SECRET_KEYS": KEYS[::-1]})

    assert done.returncode == 1
    assert "mend  keys:" in done.stdout


def test_an_old_schema_is_told(external: dict[str, str], database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")

    done = rafeeq("doctor", settings=external)

    assert done.returncode == 1
    assert "run `rafeeq migrate`" in done.stdout


def test_before_the_first_start_it_changes_nothing(tmp_path: Path) -> None:
    done = rafeeq("doctor", settings={"RAFEEQ_DATA_DIR": str(tmp_path / "var")})

    assert "the first start makes it" in done.stdout
    assert not (tmp_path / "var").exists()
