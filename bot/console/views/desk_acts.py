"""What staff do at the desk: each act answers the page's script, or leads back to the conversation."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from starlette.responses import Response

from bot.console.desk_page import Written
from bot.console.desk_refusals import REFUSED, refusal_status, refusal_words
from bot.console.pages import Page
from bot.console.views.desk import panes
from bot.console.visit import Visit
from bot.domain.conversation import Release
from bot.domain.crisis import Judgement
from bot.domain.errors import NotAllowedError, NotFoundError
from bot.services.access import Act
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.judge_alarm import judge, take_back
from bot.services.let_go import let_go, put_back, undo
from bot.services.mark_restricted import mark_restricted
from bot.services.open_conversation import give_reason
from bot.services.ports import UnitOfWork
from bot.services.reply_as_staff import reply, reply_with_template

Do = Callable[[UnitOfWork], Awaitable[object]]


async def take(visit: Visit) -> Response:
    return await _act(visit, lambda tx: claim(tx, visit.staff, _id(visit), visit.console.clock()))


async def resolve(visit: Visit) -> Response:
    return await _let_go(visit, Release.RESOLVE)


async def give_back(visit: Visit) -> Response:
    return await _let_go(visit, Release.RETURN)


async def _let_go(visit: Visit, how: Release) -> Response:
    return await _act(visit, lambda tx: let_go(tx, visit.staff, _id(visit), how, visit.console.clock()))


async def undo_letting_go(visit: Visit) -> Response:
    return await _act(visit, lambda tx: undo(tx, visit.staff, _id(visit), visit.console.clock()))


async def pass_on(visit: Visit) -> Response:
    return await _act(visit, lambda tx: put_back(tx, visit.staff, _id(visit), visit.console.clock()))


async def open_anothers(visit: Visit) -> Response:
    reason = (await visit.form()).get("reason", "")
    return await _act(visit, lambda tx: give_reason(tx, visit.staff, _id(visit), reason))


async def restrict(visit: Visit) -> Response:
    form = await visit.form()
    on = form.get("on", "yes") == "yes"
    message_id = _message(form)
    return await _act(visit, lambda tx: mark_restricted(tx, visit.staff, _id(visit), message_id, on=on))


async def judge_alarm(visit: Visit) -> Response:
    """That an alarm was none, that a message should have raised one, or neither after all."""
    form = await visit.form()
    message_id, verdict = _message(form), form.get("verdict", "")
    if verdict == "undo":
        return await _act(
            visit, lambda tx: take_back(tx, visit.staff, _id(visit), message_id, visit.console.clock())
        )
    if verdict not in set(Judgement):
        raise NotFoundError
    judgement = Judgement(verdict)
    return await _act(
        visit, lambda tx: judge(tx, visit.staff, _id(visit), message_id, judgement, now=visit.console.clock())
    )


def _message(form: Mapping[str, str]) -> UUID:
    try:
        return UUID(form.get("message", ""))
    except ValueError:
        raise NotFoundError from None


async def write(visit: Visit) -> Response:
    """A reply, or a note. What is refused stays in the composer."""
    form = await visit.form()
    text, mode, client_id = form.get("text", ""), form.get("mode", "reply"), form.get("id", "")
    do = add_note if mode == "note" else reply
    return await _act(
        visit,
        lambda tx: do(tx, visit.staff, _id(visit), text, visit.console.clock(), client_id=client_id),
        Written(text=text, mode=mode),
    )


async def send_template(visit: Visit) -> Response:
    form = await visit.form()
    name, _, language = form.get("template", "").partition(" ")
    chosen = next((t for t in visit.console.templates if (t.name, t.language) == (name, language)), None)
    if chosen is None:
        raise NotFoundError
    values = [form.get(f"value-{place}", "") for place in range(1, chosen.places + 1)]
    return await _act(
        visit,
        lambda tx: reply_with_template(
            tx,
            visit.staff,
            _id(visit),
            chosen,
            visit.console.clock(),
            values=values,
            client_id=form.get("id", ""),
        ),
        Written(values=values),
    )


async def _act(visit: Visit, do: Do, written: Written | None = None) -> Response:
    try:
        async with visit.console.begin() as tx:
            await do(tx)
    except (*REFUSED, NotAllowedError) as error:
        if isinstance(error, NotAllowedError) and error.args != ("restricted",):
            raise
        said, status = refusal_words(visit, error), refusal_status(error)
        if visit.partial:
            return visit.page("desk/refusal.html", status=status, text=said)
        kept = written or Written()
        again = Written(kept.text, kept.mode, said, kept.values)
        return await panes(visit, _id(visit), written=again, status=status)
    return visit.finish(Response(status_code=204)) if visit.partial else visit.go(f"/desk/{_id(visit)}")


def _id(visit: Visit) -> UUID:
    found: UUID = visit.request.path_params["id"]
    return found


_ONE = "/desk/{id:uuid}"

PAGES = (
    Page(_ONE + "/claim", take, "POST", Act.CLAIM),
    Page(_ONE + "/resolve", resolve, "POST", Act.RELEASE),
    Page(_ONE + "/return", give_back, "POST", Act.RELEASE),
    Page(_ONE + "/undo", undo_letting_go, "POST", Act.RELEASE),
    Page(_ONE + "/put-back", pass_on, "POST", Act.RELEASE),
    Page(_ONE + "/open", open_anothers, "POST", Act.READ_CONVERSATION),
    Page(_ONE + "/restrict", restrict, "POST", Act.MARK_RESTRICTED),
    Page(_ONE + "/alarm", judge_alarm, "POST", Act.JUDGE_ALARM),
    Page(_ONE + "/write", write, "POST", Act.REPLY),
    Page(_ONE + "/template", send_template, "POST", Act.REPLY),
)
