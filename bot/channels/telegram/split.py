"""Long words in parts that Telegram takes."""

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_BREAKS = ("\n\n", "\n", " ")


def split(text: str, limit: int) -> list[str]:
    """Parts of at most `limit` UTF-16 units, which is how Telegram counts, cut where the text pauses."""
    parts = []
    rest = text.strip()
    while _units(rest) > limit:
        most = _fitting(rest, limit)
        cut = next((at for pause in _BREAKS if (at := rest.rfind(pause, most // 2, most)) > 0), most)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")


def _fitting(text: str, limit: int) -> int:
    """How many characters fit."""
    units = 0
    for count, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return count
    return len(text)
