import json

import psycopg

from bench.stock_history import repeat

_TABLE = """
    create table events (
        id serial primary key, sender_id varchar(255) not null, type_name varchar(255) not null,
        timestamp double precision, intent_name varchar(255), action_name varchar(255), data text
    )
"""
_HELD = ["action", "session_started", "action", "user", "action", "bot", "action"]


def test_a_conversation_is_repeated_but_its_beginning_is_not(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(_TABLE)
        for number, kind in enumerate(_HELD):
            data = json.dumps({"event": kind, "timestamp": number})
            connection.execute(
                "insert into events (sender_id, type_name, timestamp, data) values ('a', %s, %s, %s)",
                (kind, number, data),
            )

    repeat(database_url, "a", "b", 3)

    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "select type_name, timestamp, data from events where sender_id = 'b' order by id"
        ).fetchall()
    moments = [moment for _, moment, _ in rows]
    assert [kind for kind, _, _ in rows] == _HELD[:3] + _HELD[3:] * 3
    assert moments == sorted(set(moments))
    assert [json.loads(data)["timestamp"] for _, _, data in rows] == moments
