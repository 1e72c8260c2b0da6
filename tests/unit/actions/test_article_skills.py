"""Buttons of articles and topics, ratings, and what nobody knows."""

import pytest

from actions import all_actions
from actions.turn import Skill
from bot.domain.article import BUTTON_EVENT, Part, Topic
from bot.domain.centre import Centre, CentreField, FieldValue
from bot.services.check_articles import ANSWER_WORDS
from tests.support.knowledge import TODAY, article, library_of, text
from tests.unit.actions.acting import Acted, Scene

VISIT = article(
    "visit-times", "ask_visit_times", topics=(Topic.VISITS,), centre_fields=("visiting_days",), related=("long",),
    arabic=text("متى الزيارة", "متى مواعيد الزيارة", "اي يوم الزيارة", "ايام", more="1. اسألوا.", next="خذوا هوية."),
)  # fmt: skip
LONG = article("long", "ask_bail", arabic=text("عنوان طويل لا يتسع له صف واحد", more="كلمة " * ANSWER_WORDS))
KNOWN = FieldValue({"ar": "السبت", "en": "Saturday"}, TODAY, "Rana")
CENTRES = (
    Centre(
        "juweideh", {"ar": "الجويدة رجال", "en": "men"}, "man", "juweideh", {CentreField.VISITING_DAYS: KNOWN}
    ),
    Centre("juweideh_women", {"ar": "الجويدة نساء", "en": "women"}, "woman", "juweideh"),
)
ACTIONS = {action.name(): action for action in all_actions(library_of(VISIT, LONG, centres=CENTRES))}
BUTTON: Skill = ACTIONS["action_article"]


def press(scene: Scene | None = None, **entities: str) -> Acted:
    return (scene or Scene()).presses(BUTTON, BUTTON_EVENT, **entities)


def test_a_title_tells_its_article() -> None:
    acted = press(article="visit-times")
    assert acted.said == ["article.answer", "article.helpful"]
    assert acted.slots["subject"]["article"] == "visit-times"
    assert acted.labels[:3] == ["button.article_more", "button.article_next", "row.article"]
    assert acted.slots["offered"] == {"rate": "visit-times"}


def test_a_long_title_is_cut_at_a_words_end() -> None:
    (row,) = [c for c in press(article="visit-times").replies[0]["choices"] if c["label"] == "row.article"]
    title = row["values"]["title"]["text"]["ar"]
    assert title.endswith("…")
    assert len(title) <= 24


@pytest.mark.parametrize("part", ["more", "next"])
def test_a_part_by_its_button(part: str) -> None:
    acted = press(article="visit-times", part=part)
    assert acted.said == ["article.part"]
    assert acted.replies[0]["values"]["text"]["text"]["ar"] == VISIT.text("ar").part(Part(part))


def test_an_article_that_is_gone_says_so_with_a_human_at_hand() -> None:
    acted = press(article="nowhere")
    assert (acted.said, acted.labels) == (["article.gone"], ["button.ask_human"])


def test_a_topic_lists_its_questions() -> None:
    acted = press(topic="visits")
    assert acted.said == ["topic.which"]
    assert acted.labels == ["row.article", "row.article", "button.ask_human"]
    assert press(topic="support").said == ["topic.empty"]
    assert press(topic="requests").said == ["request.which"]


def test_a_centre_is_told_where_it_is_known_and_fresh() -> None:
    known = press(article="visit-times", centre="juweideh")
    assert known.said == ["centre.known", "article.helpful"]
    assert known.replies[0]["values"]["lines"]["lines"][0]["values"]["value"] == {"text": KNOWN.texts}
    assert press(article="visit-times", centre="juweideh_women").said == ["centre.unknown", "article.helpful"]


def test_ratings_are_kept_and_a_bad_one_asks_what_was_missing() -> None:
    good = press(rate="long", helpful="yes")
    assert (good.said, good.ordered) == (
        ["article.thanks"],
        [("rate_answer", {"article": "long", "version": 1, "helpful": True})],
    )
    bad = press(rate="long", helpful="no")
    assert bad.slots["awaited"] == {"what": "missing", "number": "long", "tries": 0}
    assert bad.next == ["follow_up_form"]


def test_in_a_form_nothing_is_asked_besides() -> None:
    scene = Scene(form="request_form")
    assert press(scene, article="visit-times").said == ["article.answer"]
    assert press(scene, rate="long", helpful="no").said == ["article.thanks"]


def test_none_of_these_goes_to_people() -> None:
    acted = press(none="1")
    assert (acted.said, acted.slots["offered"]) == (["article.none"], "human")
    assert press(Scene({"queued": True}), none="1").said == ["answer.queued"]
