"""The desk's words for what the system calls by codes."""

from bot.console.translation import N_
from bot.domain.channel import Channel
from bot.domain.crisis import SAID_YES, SECOND, TOGETHER, Grade, Judgement
from bot.domain.message import Delivery, Kind, MediaKind
from bot.domain.request import RequestStatus
from bot.domain.request_kinds import KINDS as KINDS_OF_REQUEST
from bot.services.ask_form import told
from bot.services.open_conversation import Reason
from bot.services.ports import Words

CHANNELS = {
    Channel.TELEGRAM: N_("Telegram"),
    Channel.WHATSAPP: N_("WhatsApp"),
    Channel.WEBCHAT: N_("Web chat"),
}

_QUEUED = {
    "asked": N_("Asked for a person"),
    "not_understood": N_("The assistant did not understand twice"),
    "failure": N_("The assistant could not answer"),
    "attachment": N_("Sent a file or a voice message"),
    "undelivered": N_("A message did not reach them"),
    "crisis": N_("May be in danger"),
    "worrying": N_("A worrying message"),
    "mistreatment": N_("Reports mistreatment"),
    "complaint": N_("Has a complaint"),
    "skill_missing": N_("Needs what the assistant cannot do yet"),
    "question": N_("Has a question"),
    "refused_consent": N_("Did not agree to a request being kept"),
    "callback": N_("Wants to be called"),
    "not_crisis": N_("An alarm that was none"),
    "child": N_("A child writes"),
    "passed_on": N_("Passed on by a colleague"),
}

_ALARMS = {
    "self_harm": N_("Words of self-harm"),
    "violence": N_("Words of violence"),
    "medical": N_("Words of a medical emergency"),
}

_SOUNDS = {
    "self_harm": N_("Sounds like self-harm"),
    "violence": N_("Sounds like violence"),
    "medical": N_("Sounds like a medical emergency"),
}

_MISSED = {
    Judgement.SELF_HARM.value: N_("Added as a missed sign of self-harm"),
    Judgement.VIOLENCE.value: N_("Added as a missed sign of violence"),
    Judgement.MEDICAL.value: N_("Added as a missed sign of a medical emergency"),
}

MISSED_KINDS = {
    Judgement.SELF_HARM: N_("Self-harm"),
    Judgement.VIOLENCE: N_("Violence"),
    Judgement.MEDICAL: N_("Medical emergency"),
}

_UNDELIVERED = {
    "window_closed": N_("WhatsApp's 24 hours were over"),
    "131047": N_("WhatsApp's 24 hours were over"),
    "unreachable": N_("They have blocked us or left this channel"),
    "no_address": N_("No address is known here"),
    "channel_off": N_("This channel is switched off here"),
    "403": N_("They have blocked us or left this channel"),
    "131026": N_("WhatsApp does not reach this number"),
    "131053": N_("The file was refused"),
    "413": N_("The file is too large for this channel"),
    "network": N_("No connection to the channel"),
    "5xx": N_("The channel was out of order"),
}

DELIVERIES = {
    Delivery.QUEUED: N_("waiting to be sent"),
    Delivery.SENDING: N_("being sent"),
    Delivery.SENT: N_("sent"),
    Delivery.DELIVERED: N_("delivered"),
    Delivery.READ: N_("read"),
    Delivery.FAILED: N_("not delivered"),
    Delivery.DROPPED: N_("not sent"),
}

MEDIA = {
    MediaKind.IMAGE: N_("Picture"),
    MediaKind.VOICE: N_("Voice message"),
    MediaKind.AUDIO: N_("Sound file"),
    MediaKind.VIDEO: N_("Film"),
    MediaKind.DOCUMENT: N_("Document"),
    MediaKind.STICKER: N_("Sticker"),
}

KINDS = {
    Kind.MEDIA: N_("Sent a file"),
    Kind.LOCATION: N_("Sent a place"),
    Kind.CONTACT: N_("Sent a contact"),
    Kind.EDIT: N_("Changed an earlier message to:"),
    Kind.REACTION: N_("Reacted to a message"),
    Kind.UNSUPPORTED: N_("Sent something that cannot be shown here"),
    Kind.PRESS: N_("Pressed a button"),
    Kind.TEMPLATE: N_("Template"),
}

REASONS = {
    Reason.COVERING: N_("I am covering for them"),
    Reason.ASKED: N_("They asked me to"),
    Reason.DANGER: N_("Somebody may be in danger"),
    Reason.COMPLAINT: N_("I am looking into a complaint"),
}

STATUSES = {
    RequestStatus.NEW: N_("New"),
    RequestStatus.ACCEPTED: N_("Accepted"),
    RequestStatus.IN_PROGRESS: N_("In progress"),
    RequestStatus.WAITING: N_("Waiting"),
    RequestStatus.CLOSED: N_("Closed"),
    RequestStatus.WITHDRAWN: N_("Withdrawn"),
}

FIELDS = {
    "writer_name": N_("Name of who writes"),
    "inmate_name": N_("Name of the person in the centre"),
}
"""Where the chat's own words speak to the person: «your name» is not the caseworker's."""

EVENTS = {
    "registered": N_("Registered"),
    "added": N_("Added by the person"),
    "status": N_("Status changed"),
    "note": N_("Note"),
    "withdrawn": N_("Withdrawn"),
}

DRAFT_PROBLEMS = {
    "needed": N_("This is still missing."),
    "choose": N_("Choose one of the list."),
    "phone": N_("This is not a whole phone number. Write it as people dial it."),
}

REFUSALS = {
    "empty": N_("Write something first."),
    "too_long": N_("This is too long: at most 4000 characters. Send it in two parts."),
    "needed": N_("Reload the page and try again."),
    "choose": N_("Choose a reason."),
    "template.values": N_("Fill in every blank of the template."),
    "restricted": N_(
        "This matter is restricted: only colleagues who hold the protection permission open it."
    ),
    "window_closed": N_("WhatsApp's 24 hours are over, so nothing was sent. Send a template instead."),
    "too_late": N_("It has gone already. Take it again to write on."),
    "not_claimed": N_("Take the conversation first."),
    "changed_meanwhile": N_("A colleague changed this a moment ago. Look at it again."),
    "not_failed": N_("This message is on its way already."),
    "outdated": N_("Somebody has taken over since: the assistant's old words are not sent any more."),
}


def queued_because(reason: str) -> str:
    return _QUEUED.get(reason, "")


def alarm_words(rule: str) -> str:
    """A rule's kind in words; its number means nothing to staff."""
    if SAID_YES in rule:
        return N_("They say that they need help now")
    known = _ALARMS if _listed(rule) else _SOUNDS
    return next((words for kind, words in known.items() if kind in rule), N_("Words of danger"))


def alarm_reasons(alarm: str) -> list[str]:
    """Why a message alarms, for whoever has to judge it: what it is, and how it was seen."""
    rule = alarm.removeprefix("unfounded:").partition(":")[2]
    reasons = [alarm_words(rule)]
    if not _listed(rule) and SAID_YES not in rule:
        reasons.append(N_("learned from examples; it can be wrong"))
    if rule.startswith(SECOND):
        reasons.append(N_("the second worrying message within an hour"))
    if TOGETHER in rule:
        reasons.append(N_("read together with the messages just before"))
    if alarm.startswith(f"{Grade.WORRYING}:"):
        reasons.append(N_("worrying, no alarm"))
    return reasons


def missed_words(alarm: str) -> str:
    """Of a message that staff added as a missed sign; empty for others."""
    return _MISSED.get(alarm.removeprefix("missed:"), "") if alarm.startswith("missed:") else ""


def _listed(rule: str) -> bool:
    """Seen by the word list, not by what was learned."""
    return rule.rpartition(".")[2].isdecimal()


def undelivered_because(code: str) -> str:
    return _UNDELIVERED.get(code, "")


def field_value(words: Words, kind: str, name: str, value: object, language: str) -> str:
    """A field's answer for a person's eyes; what the definition does not know is shown as it is."""
    definition = KINDS_OF_REQUEST.get(kind)
    field = definition.field(name) if definition else None
    shown = told(field, value) if field else value
    return words.render(shown["key"], language) if isinstance(shown, dict) else str(shown)


def status_words(status: str) -> str:
    return STATUSES[RequestStatus(status)] if status in set(RequestStatus) else status
