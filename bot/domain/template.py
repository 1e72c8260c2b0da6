"""WhatsApp's templates: the only words that may leave outside the 24 hours."""

import re
from dataclasses import dataclass

_PLACE = re.compile(r"\{\{(\d+)\}\}")
APPROVED = "APPROVED"


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    language: str
    body: str
    category: str
    examples: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        """How many values it takes."""
        return len(set(_PLACE.findall(self.body)))

    def filled(self, values: tuple[str, ...]) -> str:
        return _PLACE.sub(lambda place: values[int(place[1]) - 1], self.body)


@dataclass(frozen=True, slots=True)
class TemplateStatus:
    """What Meta says of a template. `category` can differ from the one asked for, and costs more then."""

    name: str
    language: str
    status: str
    category: str
    reason: str = ""
