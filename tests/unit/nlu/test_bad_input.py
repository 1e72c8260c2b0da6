"""Whatever anybody sends is read quickly, without a crash, and every finding points into it."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.concepts import concepts
from nlu.text.crisis import screen
from nlu.text.entities import Entity, entities
from nlu.text.message import read
from nlu.text.pieces import pieces

AT_MOST = 5.0
"""Seconds of the processor: a text over which a reader broods, as one did for 28 s, whatever the machine. How
quick reading is, `make bench` tells."""
_EMOJI = "😭😂👍🏽🙏❤️👨‍👩‍👧"
_SCRIPTS = "Привет 你好 שלום สวัสดี こんにちは ไทย ქართული "
HOSTILE = {
    "long Arabic": "محمد ابن عمي محبوس بسواقة من شهر ورقمي ٠٧٩١٢٣٤٥٦٧ " * 2000,
    "long Latin": "bdi azoor akhooy el ma7boos " * 4000,
    "one word": "ا" * 100_000,
    "one Latin word": "xq7'" * 25_000,
    "digits": "7 " * 50_000,
    "numbers": "٠٧٩١٢٣٤٥٦٧ 482913 " * 5000,
    "number words": "خمسين و " * 12_000,
    "particles": "عبد ابو ابن " * 9000,
    "relatives": "ابن " * 25_000,
    "openings": "my name is اسمه " * 6000,
    "emoji": _EMOJI * 8000,
    "marks": "ا" + "\u064b\u0300" * 50_000,
    "broken surrogates": "\ud800\udfff" * 50_000,
    "overrides": "\u202e\u200f\u200b\u2066" * 25_000,
    "html": "<script>alert('x')</script>&lt;b&gt;" * 2500,
    "sql": "'; DROP TABLE messages;-- " * 4000,
    "other scripts": _SCRIPTS * 2000,
    "ligatures": "ﷺﷻﻻ" * 30_000,
    "line ends": "\r\n\x00\x1b[0m" * 15_000,
}


def _read_all(text: str) -> list[Entity]:
    concepts(read(text).strong.text)
    screen(text)
    return entities(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_quickly(name: str) -> None:
    text = HOSTILE[name] + name
    _read_all("ابني محمد بسواقة بكرا الساعة 3 ومعه 50 دينار")
    _read_all("bdi azoor akhooy ma7boos bl 3enwaan")
    begin = time.process_time()
    found = _read_all(text)
    assert time.process_time() - begin < AT_MOST
    assert all(0 <= each.start < each.end <= len(text) for each in found)


@pytest.mark.parametrize("name", HOSTILE)
def test_its_pieces_stand_in_it_in_order(name: str) -> None:
    text = HOSTILE[name]
    found = pieces(text)
    assert all(text[word.start : word.end] == word.original for word in found)
    assert all(one.start <= other.start for one, other in pairwise(found))


@given(st.text(max_size=150) | st.text(alphabet="ابن وخي محمدعلى 0123٤٥abou7'-،.😭\u200f\u0640", max_size=80))
def test_any_words_stand_where_they_are_said_to(text: str) -> None:
    for word in pieces(text):
        assert text[word.start : word.end] == word.original
        assert len(word.begins) == len(word.strong)
        assert all(word.start <= begin <= word.end for begin in word.begins)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "؟!.", "١٢٣", "😭😭", "\ud800"])
def test_a_message_of_nothing_names_nothing(text: str) -> None:
    assert entities(text) == []
