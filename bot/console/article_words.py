"""What articles are made of, and what can be wrong with them, in words."""

from bot.console.translation import N_
from bot.domain.article import Part, Refusal, Topic
from bot.domain.centre import CentreField
from bot.services.article_file import Problem
from bot.services.ports import ArticleList, VersionStatus

STATUSES = {
    VersionStatus.DRAFT: N_("draft, waits for review"),
    VersionStatus.REVIEWED: N_("reviewed, waits for publishing"),
    VersionStatus.PUBLISHED: N_("told to families"),
    VersionStatus.WITHDRAWN: N_("withdrawn"),
}
LISTS = {
    ArticleList.ALL: N_("All"),
    ArticleList.UNDER_WAY: N_("Under way"),
    ArticleList.DUE: N_("Review due"),
    ArticleList.EXPIRING: N_("Expiring"),
    ArticleList.SILENT: N_("Not told"),
}
PARTS = {
    Part.TITLE: N_("Title, as on a button"),
    Part.QUESTIONS: N_("As people ask it, one a line"),
    Part.ANSWER: N_("Answer"),
    Part.MORE: N_("More, in steps"),
    Part.NEXT: N_("What to do or bring"),
    Part.BY_CENTRE: N_("What differs by centre"),
    Part.SOURCE: N_("Where it is known from, in plain words"),
}
FRONT = {
    "intents": N_("Questions that it answers"),
    "topics": N_("Topics"),
    "audience": N_("For whom"),
    "about": N_("Particular to"),
    "centre_fields": N_("Told of a named centre too"),
    "sources": N_("Sources"),
    "figures": N_("Figures and their sources"),
    "last_checked": N_("Compared with its sources on"),
    "valid_until": N_("Told until"),
    "related": N_("Leads on to"),
    "refusal": N_("Says no to"),
}
TOPICS = {
    Topic.VISITS: N_("Visits and contact"),
    Topic.INMATE: N_("Somebody inside"),
    Topic.LEGAL: N_("Law"),
    Topic.SUPPORT: N_("Support"),
    Topic.PRIVACY: N_("Privacy"),
    Topic.ASSOCIATION: N_("The association"),
}
REFUSALS = {
    Refusal.RELEASE_DATE: N_("computing a release date"),
    Refusal.LEGAL_OPINION: N_("an opinion on a case"),
    Refusal.PERSON_LOCATION: N_("where a named person is held"),
    Refusal.SOMEONES_DATA: N_("data of others"),
    Refusal.OUTCOME: N_("promising an outcome"),
}
AUDIENCES = {
    "everyone": N_("everyone"),
    "detained": N_("detained, not sentenced"),
    "convicted": N_("sentenced"),
    "women": N_("women"),
    "juveniles": N_("under 18"),
    "non_jordanians": N_("not Jordanian"),
    "released": N_("released"),
}
FACETS = {
    "status": N_("Standing"),
    "sex": N_("Who is inside"),
    "degree": N_("Degree of kinship"),
    "nationality": N_("Nationality"),
    "sentence": N_("Length of sentence"),
}
FACET_VALUES = {
    "detained": N_("detained, not sentenced"),
    "convicted": N_("sentenced"),
    "released": N_("released"),
    "man": N_("man"),
    "woman": N_("woman"),
    "juvenile": N_("under 18"),
    "first": N_("first degree"),
    "second": N_("second degree"),
    "other": N_("other"),
    "jordanian": N_("Jordanian"),
    "under_year": N_("under a year"),
    "over_year": N_("over a year"),
}
CENTRE_FIELDS = {
    CentreField.ADDRESS: N_("Address"),
    CentreField.PHONE: N_("Phone"),
    CentreField.VISITING_DAYS: N_("Visiting days"),
    CentreField.BOOKING: N_("Booking a visit"),
    CentreField.BELONGINGS: N_("What may be brought"),
    CentreField.MONEY: N_("Sending money"),
    CentreField.TRANSPORT: N_("The way there"),
}
RULES = {
    "id": N_("“%(value)s” is no good name: small Latin letters, digits and hyphens"),
    "no_intent": N_("Choose which question it answers"),
    "unknown_intent": N_("There is no question called %(value)s"),
    "unknown_audience": N_("There is no audience called %(value)s"),
    "unknown_field": N_("Centres have nothing called %(value)s"),
    "expires_early": N_("It ends before the day of the last check"),
    "no_such_article": N_("There is no other article called %(value)s"),
    "no_source": N_("Say where it is known from: at least one source"),
    "no_address": N_("“%(value)s” is no address of a page: give all of it, with https"),
    "no_language": N_("This language is missing"),
    "one_sided": N_("Only the other language has it: write it, or empty both"),
    "legalese": N_("Plain words without “%(value)s”: the law goes into the source"),
    "phone": N_("%(value)s looks like a phone number: only 911 and 110 may stand here"),
    "long_title": N_("Too long for a button: at most 7 words and 40 letters"),
    "few_questions": N_("Only %(value)s: at least 3 questions, as people type them"),
    "many_words": N_("%(value)s words: at most 60"),
    "many_sentences": N_("%(value)s sentences: at most 3"),
    "many_lines_more": N_("%(value)s lines: at most 8"),
    "many_lines_next": N_("%(value)s lines: at most 3"),
    "long_line": N_("A line of %(value)s words: at most 32"),
    "no_such_source": N_("A figure points to a source that is not there: %(value)s"),
    "unsourced": N_("Says %(value)s: choose below which source states it"),
}


def rule_words(problem: Problem) -> str:
    return RULES[problem.code]


def section_words(section: str) -> tuple[str, str]:
    """Language and name of where a problem or difference is, as `ar/answer`, `# en`, `sources 1`."""
    language, _, part = section.partition("/")
    if part:
        return language, PARTS[Part(part)]
    if section.startswith("# "):
        return section[2:], ""
    return "", FRONT.get(section.split(maxsplit=1)[0], section)
