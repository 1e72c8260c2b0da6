"""Staff's search in what is told: folded spelling and meaning, with the words that were found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.article import Article, Part
from bot.services.library import Shelf
from bot.services.ports import Section
from nlu.text.pieces import Piece, pieces

_LOOKED_AT = 40
_BEFORE, _WHOLE = 60, 220
"""Letters of an excerpt before the first word that was found, and in all."""
_LEAST = 0.12
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Bit:
    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    article: Article
    title: Sequence[Bit]
    excerpt: Sequence[Bit]


def search_articles(shelf: Shelf, query: str, language: str, limit: int = 20) -> list[Hit]:
    """The best first; none where nothing resembles the query."""
    words = {piece.strong for piece in pieces(query) if len(piece.strong) >= _SHORTEST}
    if not words or not shelf.index.ids:
        return []
    likeness = shelf.index.search(query, shelf.vectors(query))
    rough = likeness.spelt * 2 + np.maximum(likeness.asked, likeness.said) * 4
    places = np.argsort(-rough)[:_LOOKED_AT].tolist()
    scored = []
    for place in places:
        rows = shelf.index.rows(place)
        held = sum(any(word in row.folded for row in rows) for word in words) / len(words)
        if held or rough[place] >= _LEAST:
            scored.append((held + float(rough[place]), rows))
    scored.sort(key=lambda each: -each[0])
    return [_hit(shelf, rows, words, language) for _, rows in scored[:limit]]


def marked(text: str, words: set[str]) -> list[Bit]:
    """The text with the words in it that the query has, in whatever spelling."""
    bits, at = [], 0
    for piece in pieces(text):
        if _is_one(piece, words):
            bits += [Bit(text[at : piece.start]), Bit(text[piece.start : piece.end], found=True)]
            at = piece.end
    return [bit for bit in [*bits, Bit(text[at:])] if bit.text]


def _is_one(piece: Piece, words: set[str]) -> bool:
    return any(word in piece.strong for word in words)


def _hit(shelf: Shelf, rows: Sequence[Section], words: set[str], language: str) -> Hit:
    article = shelf.articles[rows[0].article_id].article
    title = marked(article.text(language).title, words)
    own = [row for row in rows if row.language == language and row.part is not Part.TITLE]
    if not own:
        return Hit(article, title, ())
    answer_first = sorted(own, key=lambda row: row.part is not Part.ANSWER)
    best = max(answer_first, key=lambda row: sum(word in row.folded for word in words))
    return Hit(article, title, _excerpt(marked(best.text, words)))


def _excerpt(bits: Sequence[Bit]) -> list[Bit]:
    """Around the first word that was found."""
    found = next((number for number, bit in enumerate(bits) if bit.found), 0)
    shown = []
    if found and (before := bits[found - 1].text):
        shown.append(Bit(before if len(before) <= _BEFORE else "…" + before[-_BEFORE:].partition(" ")[2]))
    room = _WHOLE
    for bit in bits[found:]:
        if len(bit.text) > room:
            shown.append(Bit(bit.text[:room].rpartition(" ")[0] + "…", bit.found))
            break
        shown.append(bit)
        room -= len(bit.text)
    return shown
