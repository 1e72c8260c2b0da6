"""What a classifier learns from and is measured on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    text: str
    intent: str
    writer: str = ""
    variety: str = ""
    also: str = ""
    """A second intent that is right too."""
    entities: tuple[tuple[str, str], ...] = ()
    """(name, exact substring) of what should be found in it."""
