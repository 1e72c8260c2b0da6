"""Word lists, one file each: tab-separated, in UTF-8."""

import csv
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `<name>.tsv`, by the names in its header."""
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def words(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, separated by white space."""
    return frozenset(resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").split())
