from datetime import timedelta

import pytest

from bot.domain.staff import Staff
from tests.support.programs import Programs
from tests.support.world import World


async def test_a_long_thread_is_read_in_pages(world: World, desk: Programs, samira: Staff) -> None:
    for number in range(7):
        receipt = await world.receive(f"m{number}")
    program = await desk.of(samira)
    path = f"/conversations/{receipt.conversation_id}"
    await program.post(f"{path}/notes", {"text": "late"})
    seen: list[str] = []
    older, notes = None, 0
    while True:
        page = (await program.get(path, limit=3, **({"before": older} if older else {}))).json()
        seen = [m["text"] for m in page["messages"]] + seen
        notes += len(page["notes"])
        older = page["older"]
        if older is None:
            break
    assert seen == [f"m{number}" for number in range(7)]
    assert notes == 1


async def test_the_list_of_conversations_is_read_in_pages(
    world: World, desk: Programs, samira: Staff
) -> None:
    for number in range(5):
        await world.receive("m", who=f"p{number}")
        world.now += timedelta(seconds=1)
    program = await desk.of(samira)
    first = (await program.get("/conversations", limit=3)).json()
    second = (await program.get("/conversations", limit=3, before=first["next"])).json()
    ids = [item["conversation"] for item in first["items"] + second["items"]]
    assert (len(first["items"]), len(set(ids)), second["next"]) == (3, 5, None)


@pytest.mark.parametrize(
    "query", [{"limit": "many"}, {"before": "yesterday"}, {"before": "2026-01-01T00:00"}]
)
async def test_what_is_no_page_is_said(desk: Programs, samira: Staff, query: dict[str, str]) -> None:
    answer = await (await desk.of(samira)).get("/conversations", **query)
    assert (answer.status_code, answer.json()["field"]) == (422, next(iter(query)))
