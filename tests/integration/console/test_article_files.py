"""Articles out to files and in from files: what differs becomes a draft."""

import io
import zipfile

import pytest

from bot.domain.staff import Role
from bot.services.article_file import write_article
from bot.services.seed_articles import seed_articles
from tests.support.console import Browser, Office
from tests.support.knowledge import article, text, word_encoder


@pytest.fixture
async def rana(office: Office) -> Browser:
    async with office.core.begin() as tx:
        await seed_articles(tx, [article()], word_encoder())
    return await office.signed_in(await office.hire("Rana", Role.COORDINATOR))


async def test_what_goes_out_comes_in_unchanged(rana: Browser) -> None:
    archive = zipfile.ZipFile(io.BytesIO((await rana.get("/articles/export")).content))
    file = archive.read("visit-who.md").decode()
    await rana.get("/articles/import")
    page = (await rana.post("/articles/import", {"name": ["visit-who.md"], "text": [file]})).text
    assert "nothing new" in page
    assert "Under way <bdi>0" in (await rana.get("/articles")).text


async def test_what_differs_waits_for_review(office: Office, rana: Browser) -> None:
    new = write_article(article("bail-what", "ask_bail"))
    changed = write_article(article(arabic=text(answer="تغيّر.")))
    await rana.get("/articles/import")
    files = {"name": ["visit-who.md", "bail-what.md", "x.md"], "text": [changed, new, "no article"]}
    page = (await rana.post("/articles/import", files)).text
    assert page.count("a draft, waits for review") == 2
    assert "cannot be read" in page
    async with office.core.begin() as tx:
        told = [live.article for live in await tx.articles.live()]
        newest = await tx.articles.newest(["visit-who", "bail-what"])
    assert told == [article()]
    assert newest["visit-who"].article.text("ar").answer == "تغيّر."
    assert newest["bail-what"].live is None
