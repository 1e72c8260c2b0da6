import pytest

from bot.http.files import file_response, sound_response

DATA = bytes(range(100))


@pytest.mark.parametrize(("inline", "how"), [(True, "inline"), (False, "attachment")])
def test_a_file_can_do_no_harm(inline: bool, how: str) -> None:
    headers = file_response(DATA, "text/html", "قرار.html", inline=inline).headers
    assert headers["content-disposition"].startswith(f"{how}; filename*=UTF-8''%D9%82")
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=10-", 10, 99), ("bytes=-5", 95, 99), ("bytes=90-200", 90, 99)],
)
def test_a_player_gets_the_part_it_asks_for(asked: str, first: int, last: int) -> None:
    answer = sound_response(DATA, "audio/mpeg", asked)
    assert (answer.status_code, answer.body) == (206, DATA[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/100"
    assert answer.headers["content-length"] == str(last - first + 1)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_all_else_is_the_whole(asked: str) -> None:
    answer = sound_response(DATA, "audio/mpeg", asked)
    assert (answer.status_code, answer.body, answer.headers["accept-ranges"]) == (200, DATA, "bytes")


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5-2"])
def test_a_part_that_is_not_there_is_told(asked: str) -> None:
    answer = sound_response(DATA, "audio/mpeg", asked)
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */100")
