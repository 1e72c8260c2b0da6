"""What differs between two versions, word by word; and what people would see."""

from dataclasses import replace

from bot.services.article_differences import Change, Piece, compared, differences
from bot.services.preview_article import bubbles
from bot.words import Catalogues
from tests.support.knowledge import TODAY, article, text


def test_words_that_stay_go_and_come() -> None:
    assert compared("يزور الأقارب فقط", "يزور الأصدقاء فقط") == [
        Piece(Change.SAME, "يزور "),
        Piece(Change.GONE, "الأقارب"),
        Piece(Change.NEW, "الأصدقاء"),
        Piece(Change.SAME, " فقط"),
    ]


def test_only_what_differs_is_listed() -> None:
    before = article()
    after = replace(article(arabic=text(answer="غيره.")), audience="women")
    assert [(d.what, d.language) for d in differences(before, after)] == [("answer", "ar"), ("audience", "")]
    assert differences(before, before) == []


def test_of_a_first_version_everything_is_new() -> None:
    found = differences(None, article())
    assert {piece.change for each in found for piece in each.pieces} == {Change.NEW}
    assert "title" in {each.what for each in found}


def test_the_bubbles_are_those_of_the_chat() -> None:
    given = article(arabic=text(more="1. أولاً"))
    shown = bubbles(given, "ar", Catalogues.load(), TODAY, ["عنوان آخر"])
    assert [bubble.asked for bubble in shown] == [True, False, True, False]
    assert shown[1].text.startswith("يزور الأقارب.")
    assert shown[1].buttons[-1] == "عنوان آخر"
    assert shown[3].text == "1. أولاً"
