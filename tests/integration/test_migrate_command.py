from pathlib import Path

import psycopg

from tests.support.commands import assert_one_line, rafeeq
from tests.support.database import DatabaseServer

KEYS = {"RAFEEQ_SECRET_KEYS": "0123456789abcdef" * 2}


def test_it_makes_the_embedded_database_and_stops_it_again(tmp_path: Path) -> None:
    settings = {"RAFEEQ_DATA_DIR": str(tmp_path / "var")}

    first, second = rafeeq("migrate", settings=settings), rafeeq("migrate", settings=settings)

    assert (first.returncode, first.stderr) == (0, "")
    assert "is up to date now" in first.stdout
    assert "was up to date" in second.stdout
    assert not (tmp_path / "var" / "postgres" / "postmaster.pid").exists()


def test_it_migrates_an_external_database(postgres: DatabaseServer) -> None:
    with postgres.empty() as url:
        done = rafeeq("migrate", settings=KEYS | {"RAFEEQ_DATABASE_URL": url})

        assert done.returncode == 0, done.stderr
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT to_regclass('messages') IS NOT NULL").fetchone()
    assert row == (True,)


def test_a_database_that_does_not_answer_is_one_line() -> None:
    done = rafeeq("migrate", settings=KEYS | {"RAFEEQ_DATABASE_URL": "postgresql://u:pw@127.0.0.1:1/x"})

    assert_one_line(done, "RAFEEQ_DATABASE_URL: cannot use the database")
    assert "pw" not in done.stderr


def test_a_database_of_a_newer_version_is_one_line(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    done = rafeeq("migrate", settings=KEYS | {"RAFEEQ_DATABASE_URL": database_url})

    assert_one_line(done, "written by a newer Rafeeq")


def test_a_wrong_setting_is_one_line() -> None:
    assert_one_line(rafeeq("migrate", settings={"RAFEEQ_PORT": "x"}), "RAFEEQ_PORT")
    assert_one_line(
        rafeeq("migrate", settings={"RAFEEQ_DATABASE_URL": "postgresql://db/x"}), "RAFEEQ_SECRET_KEYS"
    )


def test_a_newer_data_directory_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "layout").write_text("99")

    done = rafeeq("migrate", settings={"RAFEEQ_DATA_DIR": str(tmp_path)})

    assert_one_line(done, "RAFEEQ_DATA_DIR")
