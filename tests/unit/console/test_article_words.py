"""Articles in words: nothing of them is shown as a code."""

from bot.console import article_words as words
from bot.console.article_form import blank
from bot.console.intent_words import INTENTS, grouped
from bot.domain.article import AUDIENCES, FACETS, Part, Refusal, Topic
from bot.domain.centre import CentreField
from bot.seed_files import intents
from bot.services.article_file import front_matter
from bot.services.check_articles import RULES
from bot.services.ports import ArticleList, VersionStatus
from tests.support.knowledge import TODAY


def test_each_rule_has_words() -> None:
    assert words.RULES.keys() == RULES.keys()


def test_each_part_and_choice_has_a_name() -> None:
    assert set(words.PARTS) == set(Part)
    assert set(words.TOPICS) == set(Topic)
    assert set(words.REFUSALS) == set(Refusal)
    assert set(words.CENTRE_FIELDS) == set(CentreField)
    assert (set(words.STATUSES), set(words.LISTS)) == (set(VersionStatus), set(ArticleList))
    assert (set(words.AUDIENCES), set(words.FACETS)) == (set(AUDIENCES), set(FACETS))
    assert {value for values in FACETS.values() for value in values} == set(words.FACET_VALUES)
    assert set(front_matter(blank(TODAY))) - {"id"} == set(words.FRONT)


def test_each_meaning_has_words_and_is_offered_once() -> None:
    assert set(INTENTS) == {name for name in intents() if not name.startswith("event_")}
    offered = [name for _, names in grouped() for name, _ in names]
    assert sorted(offered) == sorted(INTENTS)


def test_a_place_is_named() -> None:
    assert words.section_words("ar/answer") == ("ar", "Answer")
    assert words.section_words("# en") == ("en", "")
    assert words.section_words("sources 2") == ("", "Sources")
    assert words.section_words("id") == ("", "id")
