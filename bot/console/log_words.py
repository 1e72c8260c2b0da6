"""What staff did, in the words of the access log."""

from bot.console.translation import N_
from bot.services.read_access_log import Part

PARTS = {
    Part.OPENED: N_("Opened"),
    Part.WITH_REASON: N_("With a reason"),
    Part.ALL: N_("Everything done"),
}

DEEDS = {
    "opened": N_("opened"),
    "opened_with_reason": N_("gave a reason to open a colleague's"),
    "claimed": N_("took"),
    "replied": N_("replied"),
    "noted": N_("wrote a note"),
    "resolved": N_("resolved"),
    "returned": N_("gave back to the assistant"),
    "undone": N_("took that back"),
    "put_back": N_("put back into the queue"),
    "judged": N_("judged an alarm"),
    "restricted": N_("put under restriction"),
    "unrestricted": N_("lifted the restriction"),
    "finished_draft": N_("registered a request for them"),
    "changed_status": N_("changed the status"),
    "sent_again": N_("sent a message again"),
    "set_aside": N_("set a message aside"),
    "acknowledged_alarm": N_("acknowledged the alarm"),
    "said_meaning": N_("said what a message meant"),
    "accepted_example": N_("accepted an example"),
    "refused_example": N_("refused an example"),
    "started_training": N_("started a training"),
    "took_model_back": N_("took a model back into use"),
    "settled_questions": N_("put questions aside"),
    "drafted_article": N_("wrote a draft"),
    "reviewed_article": N_("found a draft right"),
    "published_article": N_("published an article"),
    "withdrew_article": N_("withdrew an article"),
    "edited_centre": N_("filled in a centre"),
}


def deed(verb: str) -> str:
    return DEEDS.get(verb, N_("did something else"))
