"""Gathers the console's words into its catalogues: `python -m tools.console_words`.

Words stand in English in templates and code. Translations are kept; new words come in without one, and words
that are no longer used go.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CONSOLE = ROOT / "bot" / "console"
LOCALES = ROOT / "locales"
TRANSLATED = ("ar",)
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}}
_KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
_UNSAID = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
)
"""Lines of the header that would change by themselves, or say nothing."""
_HEADER = "# Words of the console, gathered from its templates and code."


def gathered() -> Catalog:
    catalog = _empty()
    found = extract_from_dir(str(CONSOLE), _METHODS, _OPTIONS, _KEYWORDS)
    for file, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(message, locations=[(f"bot/console/{file}", 1)], auto_comments=comments, context=context)
    return catalog


def catalogue(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "console.po"


def read(language: str) -> Catalog:
    file = catalogue(language)
    if not file.exists():
        return _empty(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def _empty(language: str | None = None) -> Catalog:
    return Catalog(language, project="Rafeeq", version="1", header_comment=_HEADER, fuzzy=False)


def update() -> Iterator[str]:
    """Writes the catalogues; tells what waits for a translation."""
    template = gathered()
    _write(template, LOCALES / "console.pot")
    for language in TRANSLATED:
        present = read(language)
        present.update(template, no_fuzzy_matching=True)
        _write(present, catalogue(language))
        yield from (f"{language}: {m.id}" for m in present if m.id and not all(forms(m)))


def forms(message: Message) -> tuple[str, ...]:
    """Its translation; several for a plural."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _write(catalog: Catalog, file: Path) -> None:
    with file.open("wb") as stream:
        write_po(stream, catalog, width=110, ignore_obsolete=True, include_lineno=False, omit_header=False)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    dated = tuple(f'"{name}' for name in _UNSAID)
    file.write_text("".join(line for line in lines if not line.startswith(dated)), encoding="utf-8")


if __name__ == "__main__":
    for waiting in update():
        print(waiting)  # noqa: T201 - a command's answer
