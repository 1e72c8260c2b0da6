"""Templates in two languages: what filters make of words, and pieces of pages."""

from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from bot.console.rendering import Renderer

RENDERER = Renderer(ZoneInfo("Asia/Amman"), {})


def made(language: str, source: str, **values: object) -> str:
    return RENDERER._environments[language].from_string(source).render(values)


@pytest.mark.parametrize(
    ("language", "facts"), [("ar", "ar rtl الطلبات"), ("en", "en ltr Requests")], ids=["ar", "en"]
)
def test_each_language_has_its_direction_and_words(language: str, facts: str) -> None:
    assert made(language, "{{ language }} {{ direction }} {{ _('Requests') }}") == facts


@pytest.mark.parametrize(
    ("text", "begun"),
    [("financial support", "Financial support"), ("مساعدة مالية", "مساعدة مالية"), ("", "")],
)
def test_a_title_begins_with_a_capital_where_there_are_any(text: str, begun: str) -> None:
    assert made("en", "{{ text | sentence }}", text=text) == begun


def test_what_people_write_stays_words() -> None:
    assert made("en", "{{ text }}", text="<b>&") == "&lt;b&gt;&amp;"


def test_a_name_that_nobody_gave_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        made("en", "{{ nobody_gave_this }}")


def test_a_number_of_things_is_told_in_arabics_six_ways() -> None:
    text = (
        "{{ ngettext('%(count)s message did not arrive', '%(count)s messages did not arrive', n, count=n) }}"
    )
    told = {made("ar", text, n=n) for n in (1, 2, 5, 11, 100)}
    assert len(told) >= 4
