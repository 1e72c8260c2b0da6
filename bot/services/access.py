"""Who may do what. The only place that decides it: the console, the desk for programs and jobs ask here."""

from enum import StrEnum
from uuid import UUID

from bot.domain.errors import NotAllowedError, RafeeqError
from bot.domain.staff import Permission, Role, Staff


class Act(StrEnum):
    SEE_QUEUE = "see_queue"
    READ_CONVERSATION = "read_conversation"
    CLAIM = "claim"
    REPLY = "reply"
    """Claim and reply find out themselves who holds it, and tell the loser the holder's name."""
    NOTE = "note"
    RELEASE = "release"
    """Return or resolve, and undo it."""
    SEE_REQUESTS = "see_requests"
    CHANGE_REQUEST = "change_request"
    SEE_RESTRICTED = "see_restricted"
    MARK_RESTRICTED = "mark_restricted"
    SEE_REPORTS = "see_reports"
    READ_ARTICLES = "read_articles"
    REVIEW_ARTICLES = "review_articles"
    """Find another's draft right, or not: never one's own."""
    EDIT_ARTICLES = "edit_articles"
    """Write, publish and withdraw them, and fill in the centres."""
    TEACH = "teach"
    """Review what messages meant, train anew, take a model back."""
    SEE_ACCESS_LOG = "see_access_log"
    EXPORT_PERSON = "export_person"
    ERASE_PERSON = "erase_person"
    SEE_OVERVIEW = "see_overview"
    MANAGE_STAFF = "manage_staff"
    EDIT_SETTINGS = "edit_settings"
    GO_ON_CALL = "go_on_call"
    JUDGE_ALARM = "judge_alarm"
    USE_TOKENS = "use_tokens"


class Answer(StrEnum):
    YES = "yes"
    WITH_REASON = "with_reason"
    """Another's conversation: after giving a reason, which is logged."""
    NO = "no"


class ReasonNeededError(RafeeqError):
    """Another's conversation is opened only with a reason, which is logged."""


_HELD = {Act.READ_CONVERSATION, Act.NOTE, Act.RELEASE, Act.JUDGE_ALARM}
"""Acts for which it matters who holds the conversation."""

_WORK = {
    Act.SEE_QUEUE,
    Act.SEE_REQUESTS,
    Act.CHANGE_REQUEST,
    Act.READ_ARTICLES,
    Act.REVIEW_ARTICLES,
    Act.MARK_RESTRICTED,
    Act.GO_ON_CALL,
    Act.CLAIM,
    Act.REPLY,
    *_HELD,
}
_BY_ROLE = {
    Role.CASEWORKER: frozenset(_WORK),
    Role.COORDINATOR: frozenset({*_WORK, Act.SEE_REPORTS, Act.EDIT_ARTICLES, Act.TEACH}),
    Role.ADMINISTRATOR: frozenset({Act.SEE_OVERVIEW, Act.MANAGE_STAFF, Act.EDIT_SETTINGS}),
}
_DATA_PROTECTION = {Act.SEE_ACCESS_LOG, Act.EXPORT_PERSON, Act.ERASE_PERSON}


def may(staff: Staff, act: Act, *, holder: UUID | None = None) -> Answer:
    """`holder`: who holds the conversation or case that is acted on; None when nobody does."""
    if not staff.active or not _granted(staff, act):
        return Answer.NO
    anothers = holder is not None and holder != staff.id
    if act not in _HELD or not anothers or staff.sees_all:
        return Answer.YES
    return Answer.WITH_REASON if act is Act.READ_CONVERSATION else Answer.NO


def allows(staff: Staff, act: Act, *, holder: UUID | None = None) -> bool:
    """Whether it may be done without more ado."""
    return may(staff, act, holder=holder) is Answer.YES


def require(staff: Staff, act: Act, *, holder: UUID | None = None, reason: str = "") -> None:
    """Raises NotAllowedError, or ReasonNeededError when a reason would open it and none is given."""
    match may(staff, act, holder=holder):
        case Answer.NO:
            raise NotAllowedError(act)
        case Answer.WITH_REASON if not reason.strip():
            raise ReasonNeededError


def sees_restricted(staff: Staff) -> bool:
    """Permissions stand beside a role: protection alone, without work with people, opens nothing."""
    return allows(staff, Act.SEE_RESTRICTED)


def _granted(staff: Staff, act: Act) -> bool:
    if act is Act.USE_TOKENS:
        return True
    if act is Act.SEE_RESTRICTED:
        return staff.works_with_people and Permission.PROTECTION in staff.permissions
    if act in _DATA_PROTECTION:
        return Permission.DATA_PROTECTION in staff.permissions
    return any(act in _BY_ROLE[role] for role in staff.roles)
