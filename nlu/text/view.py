"""A changed text that still knows where each of its characters came from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class View:
    text: str
    spans: tuple[Span, ...]
    """For each character of `text`, the span of the original that it stands for."""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.spans):
            raise ValueError("a view needs one span for each character")

    def original_span(self, start: int, end: int) -> Span:
        """The span of the original text under `text[start:end]` (which must not be empty)."""
        return self.spans[start][0], self.spans[end - 1][1]

    def translate(self, change: Callable[[str], str]) -> "View":
        """Change every character by itself; each result keeps that character's span."""
        return join((change(character), span) for character, span in zip(self.text, self.spans, strict=True))

    def replace(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> "View":
        """Change every match; all characters of a replacement stand for the whole match."""
        parts: list[tuple[str, Iterable[Span]]] = []
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if start == end:
                continue
            parts.append((self.text[done:start], self.spans[done:start]))
            new = change(match)
            whole = [self.original_span(start, end)] * len(new)
            parts.append((new, self.spans[start:end] if new == match.group() else whole))
            done = end
        parts.append((self.text[done:], self.spans[done:]))
        return View("".join(text for text, _ in parts), tuple(span for _, spans in parts for span in spans))


def join(pieces: Iterable[tuple[str, Span]]) -> View:
    """A view from pieces of text, each standing for one span of the original."""
    kept = [(text, span) for text, span in pieces if text]
    return View("".join(text for text, _ in kept), tuple(span for text, span in kept for _ in text))
