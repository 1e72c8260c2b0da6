"""What a message can mean, in words of every day."""

from bot.console.translation import N_

INTENTS = {
    "ask_visit_times": N_("When can one visit"),
    "ask_visit_requirements": N_("Who may visit, and with which papers"),
    "ask_visit_booking": N_("How to arrange a visit"),
    "ask_remote_contact": N_("Calls, video visits, letters"),
    "ask_send_money": N_("Sending money"),
    "ask_send_belongings": N_("Bringing clothes, food, medicine"),
    "ask_inmate_location": N_("Where somebody is held"),
    "ask_centre_contact": N_("Address or way to a centre"),
    "ask_transfer": N_("Moving to another centre"),
    "ask_inmate_rights": N_("Rights inside"),
    "ask_inmate_healthcare": N_("Doctor and treatment inside"),
    "ask_mother_and_child": N_("Mothers and children inside"),
    "ask_release": N_("When and how one is released"),
    "ask_sentence_reduction": N_("Amnesty, pardon, time off"),
    "ask_bail": N_("Bail and detention before trial"),
    "ask_alternative_sentence": N_("Alternatives to prison"),
    "ask_rehabilitation": N_("Clearing the record"),
    "ask_non_conviction_certificate": N_("Certificate of no criminal record"),
    "ask_debt_and_fines": N_("Debts, cheques, fines"),
    "ask_support_eligibility": N_("Who gets help, and with which papers"),
    "ask_programmes": N_("Which programmes there are"),
    "ask_workshops": N_("Dates of workshops and courses"),
    "ask_addiction_treatment": N_("Treatment for addiction"),
    "ask_about_association": N_("About the association"),
    "ask_privacy": N_("What is stored, and who sees it"),
    "delete_my_data": N_("Wants their data erased"),
    "request_financial_support": N_("Wants money help"),
    "request_psychological_support": N_("Wants psychological help"),
    "request_social_support": N_("Wants social help"),
    "request_legal_aid": N_("Wants a lawyer"),
    "request_job": N_("Wants work"),
    "request_vocational_training": N_("Wants to learn a trade"),
    "request_inmate_visit": N_("Wants us to visit somebody inside"),
    "register_pre_release": N_("Preparing for release"),
    "check_request_status": N_("What became of a request"),
    "withdraw_request": N_("Takes a request back"),
    "book_appointment": N_("Wants an appointment"),
    "reschedule_appointment": N_("Wants an appointment moved"),
    "cancel_appointment": N_("Cancels an appointment"),
    "check_appointment": N_("Asks when their appointment is"),
    "request_human": N_("Wants to speak with a person"),
    "complain": N_("Complains about us"),
    "report_mistreatment": N_("Reports mistreatment inside"),
    "crisis_self_harm": N_("Danger: wants to die or hurt themselves"),
    "crisis_violence": N_("Danger: violence or threats outside"),
    "crisis_medical": N_("Danger: medical emergency"),
    "greet": N_("Greets"),
    "goodbye": N_("Says goodbye"),
    "thank": N_("Thanks"),
    "affirm": N_("Says yes"),
    "deny": N_("Says no"),
    "help": N_("Asks what the assistant can do"),
    "bot_challenge": N_("Asks whether this is a machine"),
    "change_language": N_("Wants another language"),
    "stop": N_("Wants to stop this step"),
    "inform": N_("Only gives a detail: name, place, number"),
    "out_of_scope": N_("Nothing to do with us"),
}
GROUPS = (
    (N_("Danger"), ("crisis_", "report_")),
    (N_("Questions"), ("ask_",)),
    (N_("Requests"), ("request_", "register_", "check_request", "withdraw_", "complain")),
    (N_("Appointments"), ("book_", "reschedule_", "cancel_", "check_appointment")),
    (N_("The talk itself"), ("",)),
)
"""By the beginnings of their names; each intent is in the first group that fits."""


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    left = dict(INTENTS)
    found = []
    for label, beginnings in GROUPS:
        chosen = [(name, words) for name, words in left.items() if name.startswith(beginnings)]
        for name, _ in chosen:
            del left[name]
        found.append((label, chosen))
    return found


def intent_words(name: str) -> str:
    return INTENTS.get(name, name)
