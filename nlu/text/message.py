"""A message read once: its views, its words, its language."""

from dataclasses import dataclass
from functools import lru_cache

from nlu.text.arabizi import transliterate
from nlu.text.normalise import light, skeleton, strengthen
from nlu.text.script import Language, Token, language_of, tokenise
from nlu.text.view import View


@dataclass(frozen=True)
class Message:
    original: str
    typed: View
    """Light, as typed."""
    light: View
    """Light, Arabizi in Arabic script: for the encoder."""
    strong: View
    tokens: list[Token]
    """Of `typed`."""
    language: Language

    @property
    def skeleton(self) -> str:
        return skeleton(self.strong.text)


@lru_cache(maxsize=128)
def read(text: str) -> Message:
    typed = light(text)
    tokens = tokenise(typed.text)
    script = transliterate(typed, tokens)
    return Message(text, typed, script, strengthen(script), tokens, language_of(tokens))
