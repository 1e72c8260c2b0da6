"""Articles in PostgreSQL: seeded once, kept where staff edited, told on every process when published."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID, uuid4

from bot.bootstrap import Core, core
from bot.domain.article import Article
from bot.domain.centre import CentreField
from bot.domain.staff import Role, Staff
from bot.knowledge_part import Shelved
from bot.seed_files import seed_centres
from bot.services import edit_articles
from bot.services.article_sections import sections_of
from bot.services.keep_question import keep_question
from bot.services.seed_articles import Seeded, encode_anew, seed_articles
from bot.settings import Settings
from tests.support.knowledge import article, text, word_encoder
from tests.support.world import SECRET, World

BAIL = article("bail-what", "ask_bail")


async def seed(world: World, *articles: Article) -> Seeded:
    async with world.begin() as tx:
        return await seed_articles(tx, articles, word_encoder())


async def told(world: World) -> dict[str, str]:
    async with world.begin() as tx:
        return {live.article.id: live.article.text("ar").answer for live in await tx.articles.live()}


async def hired(world: World) -> UUID:
    staff = Staff(uuid4(), "Rana", "rana", frozenset({Role.COORDINATOR}), frozenset())
    async with world.begin() as tx:
        await tx.staff.add(staff)
    return staff.id


async def edit(world: World, changed: Article) -> None:
    author = await hired(world)
    async with world.begin() as tx:
        number = await tx.articles.add_version(changed, status="reviewed", author=author)
        await tx.articles.publish(changed.id, number, sections_of(changed, word_encoder()))


async def test_a_second_seeding_finds_nothing_to_do(world: World) -> None:
    assert (await seed(world, article(), BAIL)).added == ["visit-who", "bail-what"]
    assert not (await seed(world, article(), BAIL)).changed
    assert set(await told(world)) == {"visit-who", "bail-what"}


async def test_a_newer_seed_takes_the_place_of_what_nobody_edited(world: World) -> None:
    await seed(world, article())
    newer = article(arabic=text(answer="تغيّر الجواب."))
    assert (await seed(world, newer)).updated == ["visit-who"]
    assert await told(world) == {"visit-who": "تغيّر الجواب."}


async def test_what_staff_edited_stays_and_is_listed(world: World) -> None:
    await seed(world, article())
    await edit(world, article(arabic=text(answer="كتبه موظف.")))
    done = await seed(world, article(arabic=text(answer="من الملف.")))
    assert (done.kept, done.changed) == (["visit-who"], False)
    assert await told(world) == {"visit-who": "كتبه موظف."}


async def test_a_file_that_is_gone_takes_its_article_along(world: World) -> None:
    await seed(world, article(), BAIL)
    assert (await seed(world, BAIL)).withdrawn == ["visit-who"]
    async with world.begin() as tx:
        assert {section.article_id for section in await tx.articles.sections()} == {"bail-what"}
    assert (await seed(world, article(), BAIL)).updated == ["visit-who"]


async def test_another_encoder_makes_all_vectors_anew(world: World) -> None:
    await seed(world, article(), BAIL)
    async with world.begin() as tx:
        assert await encode_anew(tx, word_encoder("newer")) == 2
        assert {section.encoder for section in await tx.articles.sections()} == {"newer"}
        assert await encode_anew(tx, word_encoder("newer")) == 0


async def test_centres_keep_what_staff_filled_in(world: World) -> None:
    by = await hired(world)
    async with world.begin() as tx:
        assert await tx.centres.seed(seed_centres()) == len(seed_centres())
        await tx.centres.set_field("swaqa", CentreField.PHONE, {"ar": "1", "en": "1"}, date(2026, 11, 1), by)
    async with world.begin() as tx:
        assert await tx.centres.seed(seed_centres()) == 0
        known = {centre.id: centre for centre in await tx.centres.all()}
    value = known["swaqa"].fields[CentreField.PHONE]
    assert (value.checked_by, value.fresh(date(2026, 11, 24)), value.fresh(date(2027, 6, 1))) == (
        "Rana",
        True,
        False,
    )


async def test_an_open_question_is_kept_without_names_and_numbers(world: World) -> None:
    async with world.begin() as tx:
        await keep_question(tx, "انا اسمي سامر ورقمي 0791234567، وين ابني؟", "ar", {"reason": "no_answer"})
        (kept,) = await tx.open_questions.newest()
    assert "0791234567" not in kept.question
    assert "سامر" not in kept.question
    assert kept.question.endswith("وين ابني؟")


@asynccontextmanager
async def process(url: str) -> AsyncIterator[tuple[Core, Shelved]]:
    async with core(Settings(database_url=url, secret_keys=SECRET), live=True) as it:
        shelved = Shelved(it)
        await shelved.start()
        try:
            yield it, shelved
        finally:
            await shelved.stop()


async def test_publishing_reaches_every_process(database_url: str) -> None:
    async with process(database_url) as (one, here), process(database_url) as (_, there):
        async with one.begin() as tx:
            await seed_articles(tx, [article()], word_encoder())
        async with asyncio.timeout(5):
            while not (here.library.shelf.articles and there.library.shelf.articles):
                await asyncio.sleep(0.02)
        async with one.begin() as tx:
            await tx.articles.withdraw("visit-who")
        async with asyncio.timeout(5):
            while here.library.shelf.articles or there.library.shelf.articles:
                await asyncio.sleep(0.02)


async def test_what_two_people_publish_reaches_every_process(database_url: str) -> None:
    hala, sami = (
        Staff(uuid4(), name, name.lower(), frozenset({Role.COORDINATOR}), frozenset())
        for name in ("Hala", "Sami")
    )
    changed = article(arabic=text(answer="كتبه موظف."))
    async with process(database_url) as (one, here), process(database_url) as (other, there):
        async with one.begin() as tx:
            await seed_articles(tx, [article()], word_encoder())
            await tx.staff.add(hala)
            await tx.staff.add(sami)
        async with one.begin() as tx:
            number = await edit_articles.save_draft(tx, hala, changed, seen=1)
        async with other.begin() as tx:
            await edit_articles.review(tx, sami, changed.id, number, {"ask_visit_requirements"})
        async with other.begin() as tx:
            cut = sections_of(changed, word_encoder())
            await edit_articles.publish(tx, hala, changed.id, number, cut)
        async with asyncio.timeout(5):
            while not all(shelf_of(each) == ["كتبه موظف."] for each in (here, there)):
                await asyncio.sleep(0.02)


def shelf_of(shelved: Shelved) -> list[str]:
    return [live.article.text("ar").answer for live in shelved.library.shelf.articles.values()]
