"""Templates in the staff member's language."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.console.formats import Formats, agent
from bot.console.navigation import navigation, within
from bot.console.translation import LANGUAGES, Translation, direction, translations
from bot.words import isolate


class Renderer:
    """One environment a language, so that a template is compiled with its words."""

    def __init__(self, zone: tzinfo, shared: Mapping[str, Any]) -> None:
        self._translations = translations()
        self._environments = {
            language: _environment(words, Formats(language, zone), shared)
            for language, words in self._translations.items()
        }

    def render(self, template: str, language: str, context: Mapping[str, Any]) -> str:
        """`name.html`, or `name.html#block` for a block of it alone."""
        name, _, block = template.partition("#")
        found = self._environments[language].get_template(name)
        if not block:
            return found.render(context)
        whole = found.new_context(dict(context))
        return "".join(found.blocks[block](whole))

    def translation(self, language: str) -> Translation:
        return self._translations[language]


def _environment(words: Translation, formats: Formats, shared: Mapping[str, Any]) -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    install = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(words.gettext, words.ngettext, newstyle=True)
    environment.filters.update(
        day=formats.day,
        full_day=formats.full_day,
        clock=formats.clock,
        moment=formats.moment,
        ago=formats.ago,
        span=formats.span,
        weekday=formats.weekday,
        agent=agent,
        sentence=lambda text: text[:1].upper() + text[1:],
        isolated=lambda text: isolate(text, words.language),
    )
    environment.globals.update(
        {
            **shared,
            "language": words.language,
            "direction": direction(words.language),
            "languages": LANGUAGES,
            "direction_of": direction,
            "navigation": navigation,
            "within": within,
        }
    )
    return environment
