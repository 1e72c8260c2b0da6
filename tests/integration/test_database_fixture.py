import psycopg


def test_each_test_has_a_migrated_database_of_its_own(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("CREATE TABLE left_behind ()")
        row = connection.execute("SELECT to_regclass('messages'), current_user").fetchone()

    assert row == ("messages", "rafeeq")


def test_nothing_of_the_test_before_is_left(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SELECT to_regclass('left_behind')").fetchone()

    assert row == (None,)
