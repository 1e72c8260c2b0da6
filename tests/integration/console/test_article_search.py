"""Searching articles in the console, and choosing one for a reply."""

import pytest

from bot.domain.staff import Role
from bot.services.seed_articles import seed_articles
from tests.support.console import Browser, Office
from tests.support.knowledge import article, word_encoder


@pytest.fixture
async def rana(office: Office) -> Browser:
    async with office.core.begin() as tx:
        await seed_articles(tx, [article()], word_encoder())
    await office.library.read(office.core.begin)
    return await office.signed_in(await office.hire("Rana", Role.CASEWORKER))


async def test_what_is_found_is_marked(rana: Browser) -> None:
    page = (await rana.get("/articles/find?q=relatives")).text
    assert "<mark>Relatives</mark> may visit." in page
    assert 'href="/articles/visit-who"' in page
    assert "Nothing that is told" in (await rana.get("/articles/find?q=zzzz")).text


async def test_an_article_is_picked_in_the_persons_language(rana: Browser) -> None:
    page = (await rana.get("/articles/pick?q=visit&language=ar")).text
    assert 'data-insert="يزور الأقارب.&#10;&#10;حسب القانون."' in page
    assert "Relatives may visit." in (await rana.get("/articles/pick?q=visit&language=en")).text


async def test_an_administrator_alone_searches_nothing(office: Office) -> None:
    huda = await office.signed_in(await office.hire("Huda", Role.ADMINISTRATOR))
    assert (await huda.get("/articles/find?q=visit")).status_code == 403
