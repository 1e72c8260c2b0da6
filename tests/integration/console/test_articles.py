"""Articles in the console: written by one, reviewed by a second, published to families."""

import re
from datetime import timedelta

import pytest

from bot.domain.staff import Role
from bot.services.seed_articles import seed_articles
from tests.support.console import Browser, Office
from tests.support.knowledge import article, word_encoder

VISITS = article()


@pytest.fixture
async def rana(office: Office) -> Browser:
    async with office.core.begin() as tx:
        await seed_articles(tx, [VISITS], word_encoder())
    return await office.signed_in(await office.hire("Rana", Role.COORDINATOR))


@pytest.fixture
async def sami(office: Office, rana: Browser) -> Browser:
    return await office.signed_in(await office.hire("Sami", Role.CASEWORKER))


FORM = {
    "ar-title": "مين بزور؟", "ar-questions": "مين بقدر يزور\r\nبقدر ازور اخوي\r\nwho can visit",
    "ar-answer": "يزور الأقارب والأصدقاء.", "ar-source": "حسب القانون.",
    "en-title": "Who may visit?", "en-questions": "who can visit\r\nmay I visit\r\nvisit my brother",
    "en-answer": "Relatives and friends may visit.", "en-source": "The law.",
    "intent": "ask_visit_requirements", "topics": "visits", "audience": "everyone",
    "source-1-name": "Law 9/2004", "source-1-name_ar": "قانون رقم 9 لسنة 2004",
    "source-1-url": "https://example.org/law", "source-1-date": "2010", "source-1-article": "20",
    "last_checked": "2026-11-24", "seen": "1", "note": "Friends too",
}  # fmt: skip
EDIT = "/articles/visit-who/edit"


async def told(office: Office) -> dict[str, str]:
    async with office.core.begin() as tx:
        return {live.article.id: live.article.text("ar").answer for live in await tx.articles.live()}


async def act(browser: Browser, what: str, version: int) -> int:
    return (await browser.post(f"/articles/visit-who/{what}", {"version": str(version)})).status_code


async def test_a_change_is_told_after_a_second_person_and_publishing(
    office: Office, rana: Browser, sami: Browser
) -> None:
    assert (await rana.post(EDIT, FORM)).status_code == 303
    assert (await told(office))["visit-who"] == "يزور الأقارب."
    assert await act(sami, "review", 2) == 303
    assert (await told(office))["visit-who"] == "يزور الأقارب."
    assert await act(rana, "publish", 2) == 303
    assert (await told(office))["visit-who"] == "يزور الأقارب والأصدقاء."
    assert {"drafted_article", "reviewed_article", "published_article"} <= set(await office.acts())


async def test_nobody_reviews_their_own_draft(office: Office, rana: Browser) -> None:
    await rana.post(EDIT, FORM)
    assert "ask a colleague to review it" in (await rana.get("/articles/visit-who")).text
    assert await act(rana, "review", 2) == 403


async def test_what_was_not_reviewed_is_not_published(office: Office, rana: Browser) -> None:
    await rana.post(EDIT, FORM)
    assert await act(rana, "publish", 2) == 409


async def test_a_caseworker_writes_and_publishes_nothing(
    office: Office, rana: Browser, sami: Browser
) -> None:
    assert (await sami.post(EDIT, FORM)).status_code == 403
    await rana.post(EDIT, FORM)
    await act(sami, "review", 2)
    assert await act(sami, "publish", 2) == 403
    assert await act(sami, "withdraw", 1) == 403
    assert "edit" not in re.findall(
        r'href="/articles/visit-who/(\w+)"', (await sami.get("/articles/visit-who")).text
    )


async def test_a_draft_that_breaks_rules_is_kept_but_not_found_right(
    office: Office, rana: Browser, sami: Browser
) -> None:
    broken = FORM | {"ar-answer": "اتصلوا على 0791234567.", "en-answer": ""}
    assert (await rana.post(EDIT, broken)).status_code == 303
    refused = await sami.post("/articles/visit-who/review", {"version": "2"})
    assert refused.status_code == 422
    assert "0791234567" in refused.text
    assert "looks like a phone number" in refused.text


async def test_the_second_to_save_is_told_what_differs(office: Office, rana: Browser) -> None:
    huda = await office.signed_in(await office.hire("Huda", Role.COORDINATOR))
    await huda.post(EDIT, FORM)
    refused = await rana.post(EDIT, FORM | {"ar-answer": "لا يزور أحد."})
    assert refused.status_code == 409
    assert "A colleague saved another version" in refused.text
    assert "لا" in "".join(re.findall(r"<ins>(.*?)</ins>", refused.text))
    seen = re.findall(r'name="seen" value="(\d+)"', refused.text)[0]
    assert (await rana.post(EDIT, FORM | {"ar-answer": "لا يزور أحد.", "seen": seen})).status_code == 303


async def test_a_version_shows_what_it_changed_and_who_did(office: Office, rana: Browser) -> None:
    await rana.post(EDIT, FORM)
    page = (await rana.get("/articles/visit-who/versions/2")).text
    assert "Rana" in page
    assert re.search(r"<ins>[^<]*friends", page)
    assert "Friends too" in page


async def test_a_stated_figure_asks_for_its_source(office: Office, rana: Browser, sami: Browser) -> None:
    figured = FORM | {"ar-more": "1. خلال 48 ساعة", "en-more": "1. Within 48 hours"}
    await rana.post(EDIT, figured)
    assert await act(sami, "review", 2) == 422
    editor = (await rana.get(EDIT)).text
    assert 'name="figure" value="48"' in editor
    await rana.post(EDIT, figured | {"figure": "48", "figure_source": "1", "seen": "2"})
    assert await act(sami, "review", 3) == 303


async def test_a_new_article_begins_from_a_question(office: Office, rana: Browser) -> None:
    page = (await rana.get("/articles/new?intent=ask_bail&question=كم الكفالة")).text
    assert "كم الكفالة" in page
    assert re.search(r'value="ask_bail" selected', page)
    assert (await rana.post("/articles/new", FORM | {"id": "حجز", "seen": ""})).status_code == 422
    assert (await rana.post("/articles/new", FORM | {"id": "visit-who", "seen": ""})).status_code == 422
    assert (await rana.post("/articles/new", FORM | {"id": "visit-friend", "seen": ""})).status_code == 303
    assert "visit-friend" in (await rana.get("/articles?list=silent")).text


async def test_withdrawn_is_told_to_nobody(office: Office, rana: Browser) -> None:
    assert await act(rana, "withdraw", 1) == 303
    assert await told(office) == {}
    assert await act(rana, "withdraw", 1) == 409


async def test_old_ones_are_listed_for_review_and_checked_again(
    office: Office, rana: Browser, sami: Browser
) -> None:
    assert "visit-who" not in (await rana.get("/articles?list=due")).text
    office.pass_time(timedelta(days=181))
    rana = await office.signed_in(await office.hire("Lina", Role.COORDINATOR))
    assert "visit-who" in (await rana.get("/articles?list=due")).text
    assert (await rana.post("/articles/visit-who/checked")).status_code == 303
    assert "waits for review" in (await rana.get("/articles?list=under_way")).text


async def test_the_preview_shows_bubbles_of_both_languages(office: Office, rana: Browser) -> None:
    shown = (await rana.post("/articles/preview", FORM | {"ar-more": "1. أولاً"}, headers={
        "Origin": "http://127.0.0.1:8000", "HX-Request": "true"})).text  # fmt: skip
    assert "يزور الأقارب والأصدقاء." in shown
    assert "Relatives and friends may visit." in shown
    assert "<html" not in shown


async def test_planned_expiry_is_listed(office: Office, rana: Browser, sami: Browser) -> None:
    await rana.post(EDIT, FORM | {"valid_until": "2026-11-30"})
    await act(sami, "review", 2)
    await act(rana, "publish", 2)
    assert "visit-who" in (await rana.get("/articles?list=expiring")).text
