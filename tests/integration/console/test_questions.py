"""Unanswered questions in the console: in groups, on to an article or an example, or put aside."""

import re

import pytest

from bot.domain.staff import Role
from bot.services.keep_question import keep_question
from tests.support.console import Browser, Office

ASKED = ("كم سعر الكفالة", "قديش الكفالة سعر", "وين المركز الجديد")


@pytest.fixture
async def hala(office: Office) -> Browser:
    async with office.core.begin() as tx:
        for text in ASKED:
            args = {
                "reason": "no_answer",
                "intent": "ask_bail" if "الكفالة" in text else "ask_centre_contact",
            }
            await keep_question(tx, text, "ar", args)
    return await office.signed_in(await office.hire("Hala", Role.COORDINATOR))


def groups(page: str) -> list[list[str]]:
    forms = re.findall(r'<form method="post" action="/questions/learn".*?</form>', page, re.DOTALL)
    return [re.findall(r'name="question" value="([^"]+)"', form) for form in forms]


async def test_alike_ones_stand_together(hala: Browser) -> None:
    page = (await hala.get("/questions")).text
    assert sorted(map(len, groups(page))) == [1, 2]
    assert "2 times" in page
    assert "taken for: Bail" in page


async def test_a_group_leads_to_a_new_article(hala: Browser) -> None:
    page = (await hala.get("/questions")).text
    link = re.search(r'href="(/articles/new\?intent=ask_bail[^"]+)"', page)
    assert link
    editor = (await hala.get(link[1].replace("&amp;", "&"))).text
    assert "الكفالة" in editor
    assert re.search(r'value="ask_bail" selected', editor)


async def test_a_group_becomes_examples(office: Office, hala: Browser) -> None:
    chosen = max(groups((await hala.get("/questions")).text), key=len)
    await hala.post("/questions/learn", {"question": chosen, "intent": "ask_bail"})
    async with office.core.begin() as tx:
        assert len(await tx.examples.accepted()) == 2
    assert [len(group) for group in groups((await hala.get("/questions")).text)] == [1]


async def test_without_a_meaning_nothing_is_learned(office: Office, hala: Browser) -> None:
    (chosen, *_) = groups((await hala.get("/questions")).text)
    await hala.post("/questions/learn", {"question": chosen, "intent": ""})
    async with office.core.begin() as tx:
        assert await tx.examples.accepted() == []
        assert len(await tx.open_questions.newest()) == 3


async def test_put_aside_they_are_gone(hala: Browser) -> None:
    for group in groups((await hala.get("/questions")).text):
        await hala.post("/questions/settle", {"question": group})
    assert "Every question got an answer" in (await hala.get("/questions")).text


async def test_a_caseworker_does_not_see_them(office: Office, hala: Browser) -> None:
    sami = await office.signed_in(await office.hire("Sami", Role.CASEWORKER))
    assert (await sami.get("/questions")).status_code == 403
