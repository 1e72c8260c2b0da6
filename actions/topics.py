"""What is asked about the most, by topic: the rows behind the menu's topics, in this order."""

from collections.abc import Mapping, Sequence

from bot.domain.article import Article, Topic

ROWS = 8
_FIRST: Mapping[Topic, Sequence[str]] = {
    Topic.VISITS: (
        "visit-times", "visit-papers", "visit-booking", "visit-who-may", "contact-phone", "money-send",
        "belongings-what", "visit-children",
    ),
    Topic.INMATE: (
        "location-after-arrest", "refusal-person-location", "centre-contact", "transfer-request",
        "health-care", "rights-overview", "complaint-by-family", "women-centre",
    ),
    Topic.LEGAL: (
        "bail-how-to-ask", "release-day", "amnesty-next", "sentence-quarter", "certificate-how",
        "rehabilitation-what", "debt-jail", "alternative-what",
    ),
    Topic.SUPPORT: (
        "support-who-may-ask", "support-breadwinner", "support-naf-monthly", "legal-aid-ask",
        "work-after-release", "training-vocational", "addiction-treatment", "programmes-what",
    ),
    Topic.ASSOCIATION: (
        "association-who", "association-work", "association-contact", "association-not-police",
    ),
    Topic.PRIVACY: ("privacy-what-kept", "privacy-police", "privacy-delete", "privacy-shared-phone"),
}  # fmt: skip


def first_asked(topic: Topic, articles: Sequence[Article]) -> list[Article]:
    """The best known ones, then the others of the topic, as many as a list has rows."""
    places = {article_id: place for place, article_id in enumerate(_FIRST.get(topic, ()))}
    known = [article for article in articles if article.id in places or not article.refusal]
    return sorted(known, key=lambda article: (places.get(article.id, ROWS), article.id))[:ROWS]
