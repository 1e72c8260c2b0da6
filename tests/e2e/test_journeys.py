"""A message on each channel answered, a request stored, a hand-over and back: the whole product."""

import pytest

from tests.support.product import Desk, Product, items, until

pytestmark = [pytest.mark.product, pytest.mark.timeout(600)]

GREETING = "أهلاً وسهلاً بكم"
MACHINE = "مساعد آلي"
JOINED = "معكم الآن"


@pytest.fixture(scope="module")
def desk(rafeeq_runs: Product) -> Desk:
    return rafeeq_runs.desk("Samira", "caseworker", "coordinator")


def test_telegram_is_answered(rafeeq_runs: Product) -> None:
    person = rafeeq_runs.telegram.person(7001)
    person.write("مرحبا")
    person.hears(MACHINE, seconds=40)
    person.hears(GREETING, seconds=40)


def test_whatsapp_is_answered(rafeeq_runs: Product) -> None:
    rafeeq_runs.whatsapp_says("مرحبا", sender="962790000101")
    until(lambda: any(GREETING in words for words in rafeeq_runs.whatsapp.texts), "WhatsApp is greeted")


def test_the_web_chat_is_answered(rafeeq_runs: Product) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("مرحبا")
    visitor.hears(GREETING, who="assistant")


def test_a_request_is_registered_and_the_desk_has_it(rafeeq_runs: Product, desk: Desk) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("بدي مساعدة بالاجار، جوزي محبوس")
    visitor.hears("لمن هذا الطلب")
    visitor.presses("لي أنا")
    visitor.hears("ما اسمكم")
    visitor.says("أم أحمد")
    visitor.hears("ما اسم زوجكم")
    visitor.says("محمد")
    visitor.hears("في أي محافظة")
    visitor.says("الزرقا")
    visitor.hears("رقم الهاتف")
    visitor.presses("تخطي")
    visitor.hears("هذا كل شيء")
    visitor.says("الإيجار متأخر شهرين")
    visitor.presses("هذا كل شيء")
    visitor.hears("هل هو صحيح")
    visitor.presses("صحيح، أكملوا")
    visitor.hears("هل توافقون")
    visitor.presses("نعم، أوافق")
    visitor.hears("رقم الطلب", who="system")
    requests = items(desk.get("/requests"))
    request = desk.get(f"/requests/{requests[0]['number']}")
    assert request["kind"] == "financial_support"
    assert "الزرقا" in str(request["fields"]) or "zarqa" in str(request["fields"])


def test_a_person_takes_over_answers_and_gives_it_back(rafeeq_runs: Product, desk: Desk) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("بدي احكي مع موظف")
    until(lambda: desk.conversation_of("webchat", visitor.session)["state"] == "queued", "it is queued")
    conversation = desk.conversation_of("webchat", visitor.session)
    identity = conversation.get("id") or conversation["conversation"]
    assert desk.post(f"/conversations/{identity}/claim").is_success
    visitor.hears(JOINED)
    before = len(visitor.messages())
    visitor.says("متى الزيارة؟")
    assert desk.post(f"/conversations/{identity}/replies", {"id": "r1", "text": "أهلاً، أنا معكم"}).is_success
    visitor.hears("أهلاً، أنا معكم", who="caseworker")
    said = [m["from"] for m in visitor.messages()[before:]]
    assert "assistant" not in said
    assert desk.post(f"/conversations/{identity}/return").is_success
    visitor.hears("عاد المساعد الآلي")
    visitor.says("مرحبا")
    visitor.hears("أهلاً", who="assistant")


def test_danger_is_on_top_of_the_queue_and_answered_at_once(rafeeq_runs: Product, desk: Desk) -> None:
    visitor = rafeeq_runs.visitor()
    visitor.says("بدي أنتحر ما عاد أتحمل")
    visitor.hears("911")
    until(lambda: desk.queue() and desk.queue()[0]["priority"] == "crisis", "it is on top")
    assert desk.queue()[0]["reason"]
