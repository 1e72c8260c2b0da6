import pytest
from starlette.requests import Request

from bot.http.language import asked_language, language_of, page_language


def a_request(query: str = "", accept: str = "") -> Request:
    headers = [(b"accept-language", accept.encode())] if accept else []
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "", "ar"),
        ("lang=en", "ar", "en"),
        ("lang=fr", "en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("", "ar-JO,en;q=0.9", "ar"),
        ("", "fr,en;q=0.3,ar;q=0.5", "ar"),
        ("", "fr", "ar"),
        ("", "en;q=nonsense, ar", "ar"),
    ],
)
def test_the_language_to_answer_in(query: str, accept: str, language: str) -> None:
    assert language_of(a_request(query, accept)) == language


def test_pages_are_arabic_unless_asked_otherwise() -> None:
    assert page_language(a_request(accept="en")) == "ar"
    assert page_language(a_request("lang=en")) == "en"


def test_an_unknown_language_is_none() -> None:
    assert asked_language(a_request("lang=fr")) == ""
