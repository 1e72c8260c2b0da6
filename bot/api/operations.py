"""All that programs can do at the desk: the table that routes, rights and the description are made from."""

from bot.api import conversations, requests, shapes
from bot.api.gate import Operation

_PAGING = {"limit": "At most 200.", "before": "The `next` or `older` of the page before."}
_ONE = "/api/conversations/{id:uuid}"
_REQUEST = "/api/requests/{number}"

OPERATIONS = (
    Operation("GET", "/api/queue", conversations.queue, "Who waits, the most urgent first", shapes.Queue),
    Operation(
        "GET",
        "/api/conversations",
        conversations.find_or_list,
        "One conversation by its address on its channel, or the latest ones",
        shapes.Conversation,
        query={
            "channel": "telegram, whatsapp or webchat",
            "external_id": "Telegram's chat id, WhatsApp's id, a web session. Without it: the latest ones.",
            **_PAGING,
        },
    ),
    Operation(
        "GET",
        _ONE,
        conversations.show,
        "One conversation with its messages",
        shapes.Conversation,
        query=_PAGING,
    ),
    Operation("POST", _ONE + "/claim", conversations.take, "Take it", shapes.Holding),
    Operation(
        "POST",
        _ONE + "/replies",
        conversations.answer,
        "Write to the person; claims it",
        shapes.Message,
        body=shapes.Reply,
        status=201,
    ),
    Operation(
        "POST",
        _ONE + "/notes",
        conversations.note,
        "Write a note that staff read",
        shapes.Note,
        body=shapes.NewNote,
        status=201,
    ),
    Operation(
        "POST", _ONE + "/resolve", conversations.resolve, "Done; takes effect after 10 s", shapes.Holding
    ),
    Operation(
        "POST",
        _ONE + "/return",
        conversations.give_back,
        "Back to the assistant; takes effect after 10 s",
        shapes.Holding,
    ),
    Operation(
        "POST",
        _ONE + "/undo",
        conversations.take_back,
        "Undo a return or resolve within 10 s",
        shapes.Holding,
    ),
    Operation(
        "POST",
        _ONE + "/put-back",
        conversations.pass_on,
        "Back into the queue, for a colleague",
        shapes.Holding,
    ),
    Operation(
        "POST",
        _ONE + "/open",
        conversations.open_anothers,
        "Open a colleague's conversation for an hour; the reason is logged",
        shapes.Holding,
        body=shapes.GivenReason,
    ),
    Operation(
        "GET",
        "/api/requests",
        requests.listed,
        "Requests, newest first",
        shapes.Requests,
        query={"open": "1: without those closed or withdrawn", **_PAGING},
    ),
    Operation("GET", _REQUEST, requests.show, "One request with its history", shapes.Request),
    Operation(
        "POST",
        _REQUEST + "/status",
        requests.set_status,
        "Change its status",
        shapes.Request,
        body=shapes.NewStatus,
    ),
    Operation(
        "POST",
        _REQUEST + "/notes",
        requests.note,
        "Add a note to it",
        shapes.Request,
        body=shapes.NewText,
        status=201,
    ),
    Operation(
        "GET",
        "/api/appointments",
        requests.appointments,
        "Appointments",
        shapes.Appointments,
        query={"from": "ISO moment with offset", "to": "ISO moment with offset"},
    ),
)
