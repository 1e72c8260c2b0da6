"""The console's words: English in templates and code, other languages from the catalogues in `locales/`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[2] / "locales"
AREA = "console"
LANGUAGES = {"ar": "العربية", "en": "English"}
RIGHT_TO_LEFT = frozenset({"ar"})


class Translation:
    """gettext and ngettext of one language; what is not translated stays English."""

    def __init__(self, language: str, catalog: Catalog | None = None) -> None:
        self.language = language
        self._catalog = catalog
        self._plural: Callable[[int], int] = c2py(catalog.plural_expr if catalog else "n != 1")

    def gettext(self, message: str) -> str:
        found = self._forms(message)
        return found[0] if found else message

    def ngettext(self, one: str, many: str, count: int) -> str:
        found = self._forms(one)
        if found:
            return found[min(self._plural(count), len(found) - 1)]
        return one if count == 1 else many

    def _forms(self, message: str) -> Sequence[str]:
        entry = self._catalog.get(message) if self._catalog and message else None
        if entry is None or not entry.string or entry.fuzzy:
            return ()
        forms = (entry.string,) if isinstance(entry.string, str) else entry.string
        return forms if all(forms) else ()


@cache
def translations() -> Mapping[str, Translation]:
    return {language: _load(language) for language in LANGUAGES}


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _load(language: str) -> Translation:
    file = LOCALES / language / "LC_MESSAGES" / f"{AREA}.po"
    if not file.exists():
        return Translation(language)
    with file.open("rb") as stream:
        return Translation(language, read_po(stream, locale=language))


def N_(message: str) -> str:  # noqa: N802 - the name by which catalogues are gathered
    """Marks a message that is translated where it is shown."""
    return message
