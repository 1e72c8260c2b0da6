"""Article files: read, written, refused with the place and the mend."""

from datetime import date

import pytest

from bot.domain.article import Part, Refusal, Topic
from bot.seed_files import intents, read_articles, seed_centres
from bot.services.article_file import UnreadableArticle, read_article, write_article
from bot.services.article_json import from_json, to_json
from bot.services.check_articles import check_articles, uncovered
from nlu.text.centres import CENTRES
from tests.support.knowledge import article, text

FILE = """---
id: visit-who
intents: [ask_visit_requirements]
topics: [visits]
about: {degree: [first, second], sex: woman}
centre_fields: [visiting_days]
sources:
  - {law: "Law 9/2004", law_ar: "قانون", article: "20", url: "https://example.org/a", date: 2024-01-05}
figures: {48: 1}
last_checked: 2026-11-24
valid_until:
related: []
refusal: outcome
---
# ar
## title
مين بزور؟
## questions
- مين بقدر يزور
- بقدر ازور اخوي
## answer
خلال 48 ساعة.
## source
حسب القانون.
"""


def test_a_file_is_read() -> None:
    read = read_article("visit-who.md", FILE)
    assert (read.id, read.topics, read.refusal) == ("visit-who", (Topic.VISITS,), Refusal.OUTCOME)
    assert read.about == {"degree": ("first", "second"), "sex": ("woman",)}
    assert read.text("ar").questions == ("مين بقدر يزور", "بقدر ازور اخوي")
    assert (read.figures, read.valid_until, read.last_checked) == ({"48": 1}, None, date(2026, 11, 24))
    assert read.sources[0].date == "2024-01-05"
    assert read.text("en").part(Part.ANSWER) == "خلال 48 ساعة."


@pytest.mark.parametrize(
    ("old", "new", "section", "mend"),
    [
        ("---\nid", "id", "front matter", "begin with"),
        ("id: visit-who", "id: [", "front matter", "quote"),
        ("related: []", "relatd: []", "front matter", "take it out"),
        ("topics: [visits]", "topics: [cooking]", "front matter", "see another"),
        ("last_checked: 2026-11-24", "last_checked: soon", "front matter", "see another"),
        ("# ar", "# en", "# ar", "add a line"),
        ("## source\nحسب القانون.", "", "ar/source", "add `## source`"),
        ("## answer", "## reply", "# ar", "see the other"),
    ],
)
def test_what_cannot_be_read_says_where_and_how_to_mend_it(
    old: str, new: str, section: str, mend: str
) -> None:
    with pytest.raises(UnreadableArticle) as refused:
        read_article("visit-who.md", FILE.replace(old, new, 1))
    assert refused.value.problem.section == section
    assert mend in refused.value.problem.mend
    assert str(refused.value).startswith("visit-who.md, ")


def test_written_it_reads_the_same() -> None:
    given = article(
        "visit-who", about={"sex": ("man",)}, figures={"48": 1}, arabic=text(more="1. خذوا هوية.")
    )
    assert read_article("visit-who.md", write_article(given)) == given


def test_the_database_keeps_it_whole() -> None:
    given = article(valid_until=date(2027, 1, 1), refusal=Refusal.RELEASE_DATE)
    assert from_json(to_json(given)) == given


def test_the_articles_of_this_checkout_keep_the_rules() -> None:
    found, problems = read_articles()
    assert [*problems, *check_articles(found, intents())] == []
    assert uncovered([each for _, each in found], intents()) == []
    assert len(found) >= 70


def test_each_centre_of_the_word_lists_has_a_record() -> None:
    assert {centre.id for centre in seed_centres()} >= set(CENTRES)
