"""Every operation of the table as every kind of staff."""

from uuid import UUID, uuid4

import pytest

from bot.api.gate import Operation
from bot.api.operations import OPERATIONS
from bot.domain.request import Request, RequestStatus
from bot.domain.staff import Role, Staff
from bot.services import hand_over
from bot.services.claim_conversation import claim
from tests.support.programs import Programs
from tests.support.staff import employed, member
from tests.support.world import World

BODIES = {
    "replies": {"id": "1", "text": "hello"},
    "notes": {"id": "1", "text": "hello"},
    "open": {"reason": "covering"},
    "status": {"status": "accepted"},
}
NUMBER = "123456"
STAFF = {
    "caseworker": member("C"),
    "coordinator": member("K", Role.COORDINATOR),
    "administrator": member("A", Role.ADMINISTRATOR),
    "protection": member("P", protection=True),
    "data protection": member("D", Role.ADMINISTRATOR, data_protection=True),
    "administrator and caseworker": member("B", Role.ADMINISTRATOR, Role.CASEWORKER),
}
WORKING = {"caseworker", "coordinator", "protection", "administrator and caseworker"}
ORDINARY = [o for o in OPERATIONS if o.path != "/api/conversations"]


def address(operation: Operation, conversation_id: UUID) -> str:
    path = operation.path.replace("{id:uuid}", str(conversation_id)).replace("{number}", NUMBER)
    return path.removeprefix("/api")


async def asked(desk: Programs, staff: Staff, operation: Operation, conversation_id: UUID) -> tuple[int, str]:
    program = await desk.of(staff)
    path = address(operation, conversation_id)
    if operation.method == "GET":
        answer = await program.get(path)
    else:
        answer = await program.post(path, BODIES.get(path.rpartition("/")[2]))
    return answer.status_code, answer.json().get("error", "")


@pytest.fixture
async def conversation_id(world: World) -> UUID:
    await employed(world.begin, *STAFF.values())
    found = (await world.say("one")).conversation_id
    request = Request(uuid4(), NUMBER, found, "financial_support", RequestStatus.NEW, {}, world.now)
    async with world.begin() as tx:
        await hand_over.queue(tx, await tx.conversations.lock(found), "asked", world.now)
        await tx.requests.add(request, "1234", None)
    return found


@pytest.mark.parametrize("who", STAFF)
async def test_what_nobody_holds(world: World, desk: Programs, conversation_id: UUID, who: str) -> None:
    """Open to all who work with people; to others nothing, not even that it exists."""
    for operation in ORDINARY:
        status, error = await asked(desk, STAFF[who], operation, conversation_id)
        if who in WORKING:
            assert status in (200, 201) or error == "wrong_state", operation.path
        else:
            assert (status, error) == (403, "not_allowed"), operation.path


CLOSED = {"replies": (409, "held"), "notes": (409, "held"), "claim": (409, "held"), "resolve": (409, "held"),
          "return": (409, "held"), "undo": (409, "held"), "put-back": (409, "held")}  # fmt: skip


async def test_what_a_colleague_holds(world: World, desk: Programs, conversation_id: UUID) -> None:
    """Refused with the holder's name, or opened with a reason; lists leave it out."""
    holder = member("H")
    await employed(world.begin, holder)
    async with world.begin() as tx:
        await claim(tx, holder, conversation_id, world.now)
    reading = [o for o in ORDINARY if not o.path.endswith("/open") and "{" in o.path]
    for operation in reading:
        expected = CLOSED.get(operation.path.rpartition("/")[2], (403, "reason_needed"))
        if "requests" in operation.path:
            expected = (403, "reason_needed")
        found = await asked(desk, STAFF["caseworker"], operation, conversation_id)
        assert found == expected, operation.path
    listed = (await (await desk.of(STAFF["caseworker"])).get("/requests")).json()["items"]
    assert listed == []


async def test_a_coordinator_reads_and_frees_what_others_hold(
    world: World, desk: Programs, conversation_id: UUID
) -> None:
    holder = member("H")
    await employed(world.begin, holder)
    async with world.begin() as tx:
        await claim(tx, holder, conversation_id, world.now)
    program = await desk.of(STAFF["coordinator"])
    assert (await program.get(f"/conversations/{conversation_id}")).status_code == 200
    assert (await program.get(f"/requests/{NUMBER}")).status_code == 200
    taken = await program.post(f"/conversations/{conversation_id}/claim")
    freed = await program.post(f"/conversations/{conversation_id}/put-back")
    assert (taken.status_code, freed.status_code, freed.json()["state"]) == (409, 200, "queued")


async def test_who_no_longer_works_here(world: World, desk: Programs, conversation_id: UUID) -> None:
    leaver = member("L")
    await employed(world.begin, leaver)
    program = await desk.of(leaver)
    async with world.begin() as tx:
        await tx.staff.save(
            Staff(leaver.id, leaver.name, leaver.login, leaver.roles, leaver.permissions, active=False)
        )
    assert (await program.get(f"/conversations/{conversation_id}")).status_code == 401
