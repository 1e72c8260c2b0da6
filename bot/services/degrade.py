"""Fits words and choices into what a channel can show; what does not fit becomes numbered text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.channel import LIMITS, Channel
from bot.domain.message import OutboundChoice

WHATSAPP_INTERACTIVE_BODY = 1024


@dataclass(frozen=True, slots=True)
class Shown:
    text: str
    choices: tuple[OutboundChoice, ...]
    as_list: bool = False


def fit(channel: Channel, text: str, choices: Sequence[OutboundChoice], by_number: str) -> Shown:
    """`by_number`: the line that asks for a number, put above numbered choices."""
    if not choices:
        return Shown(text, ())
    limits = LIMITS[channel]
    roomy = channel is not Channel.WHATSAPP or len(text) <= WHATSAPP_INTERACTIVE_BODY
    if roomy and len(choices) <= limits.buttons and _within(choices, limits.button_label):
        return Shown(text, tuple(choices))
    if roomy and len(choices) <= limits.list_rows and _within(choices, limits.row_label):
        return Shown(text, tuple(choices), as_list=True)
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(choices, start=1)]
    return Shown("\n".join([text, "", by_number, *lines]), ())


def split(text: str, limit: int) -> list[str]:
    """Cuts a long text at paragraph, line or word ends."""
    parts = []
    while len(text) > limit:
        cut = max(text.rfind(mark, 0, limit) for mark in ("\n\n", "\n", " "))
        cut = cut if cut > 0 else limit
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]


def _within(choices: Sequence[OutboundChoice], limit: int) -> bool:
    return all(len(choice.label) <= limit for choice in choices)
