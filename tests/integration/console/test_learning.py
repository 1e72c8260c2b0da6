"""The correction loop in the console: said in the thread, reviewed, trained, refused when worse, taken back."""

import re
from collections.abc import Mapping
from uuid import uuid4

import pytest

from bot.dialogue.training import data_hash
from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.message import Content, Inbound, Kind
from bot.domain.staff import Permission, Role, Staff
from bot.persistence.repositories.models import SqlModels
from bot.services.mark_restricted import mark_restricted
from bot.services.ports import TrainedModel
from bot.services.receive_message import Receipt, ReceiveMessages
from bot.services.retrain import Retraining, retrain
from tests.support.console import Browser, Office
from tests.support.world import danger_word

GOOD = {"crisis_recall": 0.9, "crisis_false_alarms": 0.02, "accuracy": 0.85, "macro_f1": 0.83}
BASE = data_hash()


@pytest.fixture
async def hala(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Hala", Role.COORDINATOR))


@pytest.fixture
async def sami(office: Office) -> Staff:
    return await office.hire("Sami", Role.CASEWORKER, permissions={Permission.PROTECTION})


async def wrote(office: Office, words: str, who: str = "962790000001") -> Receipt:
    receive = ReceiveMessages(office.core.begin, danger_word, office.core.clock)
    address = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, who)
    return (await receive([Inbound(address, str(uuid4()), Content(Kind.TEXT, words))]))[0]


def place(receipt: Receipt) -> str:
    return f"/desk/{receipt.conversation_id}/meaning/{receipt.message_id}"


async def accepted(office: Office) -> list[tuple[str, str]]:
    async with office.core.begin() as tx:
        return list(await tx.examples.accepted())


async def say(office: Office, staff: Staff, words: str, intent: str) -> None:
    browser = await office.signed_in(staff)
    path = place(await wrote(office, words))
    await browser.get(path)
    assert (await browser.post(path, {"intent": intent})).status_code == 303


async def proposed(browser: Browser) -> list[str]:
    return re.findall(r'action="/learning/([\w-]{36})"', (await browser.get("/learning")).text)


async def test_what_was_said_is_reviewed_and_then_learned(office: Office, hala: Browser, sami: Staff) -> None:
    await say(office, sami, "انا اسمي سامر 0791234567 متى ازور اخوي", "ask_visit_times")
    (waiting,) = await proposed(hala)
    page = hala.seen.text
    assert "متى ازور اخوي" in page
    assert "0791234567" not in page
    assert "سامر" not in page
    assert await accepted(office) == []
    fixed = {"judged": "accept", "text": "متى ازور اخوي في سواقة", "intent": "ask_visit_times"}
    assert (await hala.post(f"/learning/{waiting}", fixed)).status_code == 303
    assert await accepted(office) == [("متى ازور اخوي في سواقة", "ask_visit_times")]


async def test_the_thread_leads_there(office: Office, sami: Staff) -> None:
    receipt = await wrote(office, "متى الزيارة")
    browser = await office.signed_in(sami)
    assert place(receipt) in (await browser.get(f"/desk/{receipt.conversation_id}")).text


async def test_nothing_of_a_restricted_matter_enters(office: Office, sami: Staff) -> None:
    receipt = await wrote(office, "ضربوه في الداخل")
    assert receipt.message_id
    async with office.core.begin() as tx:
        await mark_restricted(tx, sami, receipt.conversation_id, receipt.message_id)
    browser = await office.signed_in(sami)
    path = place(receipt)
    assert "ضربوه" in (await browser.get(f"/desk/{receipt.conversation_id}")).text
    assert path not in browser.seen.text
    assert (await browser.get(path)).status_code == 403
    assert (await browser.post(path, {"intent": "report_mistreatment"})).status_code == 403


async def test_a_refused_one_is_not_learned_and_not_asked_again(
    office: Office, hala: Browser, sami: Staff
) -> None:
    await say(office, sami, "متى الزيارة", "ask_bail")
    (waiting,) = await proposed(hala)
    await hala.post(f"/learning/{waiting}", {"judged": "refuse", "text": "متى الزيارة", "intent": "ask_bail"})
    await say(office, sami, "متى الزيارة؟", "ask_bail")
    assert (await proposed(hala), await accepted(office)) == ([], [])


async def test_a_meaning_that_there_is_not_is_asked_again(office: Office, sami: Staff) -> None:
    browser = await office.signed_in(sami)
    path = place(await wrote(office, "متى الزيارة"))
    await browser.get(path)
    assert (await browser.post(path, {"intent": "event_article"})).status_code == 422
    nothing = place(await wrote(office, "0791234567"))
    assert (await browser.post(nothing, {"intent": "inform"})).status_code == 422


async def test_a_caseworker_reviews_and_trains_nothing(office: Office, sami: Staff) -> None:
    browser = await office.signed_in(sami)
    assert (await browser.get("/learning")).status_code == 403
    assert (await browser.post("/learning/train")).status_code == 403


async def test_examples_go_out_and_come_in(office: Office, hala: Browser) -> None:
    await hala.get("/learning")
    table = "text\tintent\nكم الكفالة\task_bail\nشيء\tno_such\nانا 0791234567 كم الكفالة يا ناس\task_bail"
    await hala.post("/learning/import", {"table": table})
    for waiting in await proposed(hala):
        await hala.post(f"/learning/{waiting}", {"judged": "accept", "text": "", "intent": "ask_bail"})
    out = (await hala.get("/learning/examples.tsv")).text.splitlines()
    assert out[0] == "text\tintent"
    assert len(out) == 3
    assert "0791234567" not in " ".join(out)


async def train(office: Office, hala: Browser, figures: Mapping[str, float]) -> str:
    """The page after a training that makes such a model."""
    await hala.get("/learning")
    assert (await hala.post("/learning/train")).status_code == 303

    async def make(pairs: object, tell: object) -> bytes:
        return repr(pairs).encode()

    async def measure(archive: bytes) -> Mapping[str, float]:
        return GOOD if archive == b"old" else figures

    models = SqlModels(office.core.engine)
    it = Retraining(office.core.begin, models, make, measure, BASE)
    async with office.core.begin() as tx:
        training = await tx.trainings.newest()
    assert training
    await retrain(it, training.id)
    return (await hala.get("/learning")).text


async def in_use(office: Office) -> str | None:
    return await SqlModels(office.core.engine).newest_hash()


@pytest.fixture
async def old(office: Office) -> None:
    await SqlModels(office.core.engine).add(TrainedModel(BASE, b"old"))


@pytest.mark.usefixtures("old")
async def test_a_better_model_is_used_and_taken_back_in_one_click(
    office: Office, hala: Browser, sami: Staff
) -> None:
    await say(office, sami, "متى الزيارة", "ask_visit_times")
    (waiting,) = await proposed(hala)
    await hala.post(f"/learning/{waiting}", {"judged": "accept", "text": "", "intent": "ask_visit_times"})
    page = await train(office, hala, {**GOOD, "accuracy": 0.9})
    assert "the new model is in use" in page
    new = await in_use(office)
    assert new
    assert new.startswith(f"{BASE}+")
    (former,) = re.findall(r'name="model" value="([^"]+)"', page)
    assert (await hala.post("/learning/model", {"model": former})).status_code == 303
    assert await in_use(office) == BASE


@pytest.mark.usefixtures("old")
async def test_a_worse_model_is_refused(office: Office, hala: Browser) -> None:
    page = await train(office, hala, {**GOOD, "crisis_recall": 0.88, "accuracy": 0.95})
    assert "it is worse than the present one" in page
    assert "88.0 %" in page
    newest = await SqlModels(office.core.engine).newest()
    assert newest
    assert newest.archive == b"old"


@pytest.mark.usefixtures("old")
async def test_only_one_training_at_a_time(office: Office, hala: Browser) -> None:
    await hala.get("/learning")
    assert (await hala.post("/learning/train")).status_code == 303
    assert (await hala.post("/learning/train")).status_code == 409
    assert 'http-equiv="refresh"' in (await hala.get("/learning")).text


async def test_a_training_that_was_lost_blocks_nobody(office: Office, hala: Browser) -> None:
    await hala.get("/learning")
    await hala.post("/learning/train")
    async with office.core.engine.begin() as connection:
        await connection.exec_driver_sql("update trainings set started_at = now() - interval '3 hours'")
    assert (await hala.post("/learning/train")).status_code == 303


@pytest.mark.usefixtures("old")
async def test_a_model_of_another_version_is_not_taken_back(office: Office, hala: Browser) -> None:
    models = SqlModels(office.core.engine)
    await models.add(TrainedModel("another+abc", b"x"))
    await models.make_newest(BASE)
    assert "of another version" in (await hala.get("/learning")).text
    assert (await hala.post("/learning/model", {"model": "another+abc"})).status_code == 409
    assert await in_use(office) == BASE
