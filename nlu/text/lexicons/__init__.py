"""Word lists, one file each: tab-separated, in UTF-8."""

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.tsv`, by the names in its header."""
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, separated by white space."""
    return frozenset(resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").split())
