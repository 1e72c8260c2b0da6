"""Articles as files: out as a zip, in as drafts."""

from starlette.responses import Response

from bot.console.pages import Page
from bot.console.visit import Visit
from bot.services.access import Act
from bot.services.article_files import export_articles, import_articles


async def export(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        archive = await export_articles(tx, visit.staff)
    headers = {"Content-Disposition": 'attachment; filename="articles.zip"'}
    return Response(archive, media_type="application/zip", headers=headers)


async def ask(visit: Visit) -> Response:
    return visit.page("articles/import.html", done=None)


async def take_in(visit: Visit) -> Response:
    form = await visit.form()
    files = list(zip(form.getlist("name"), form.getlist("text"), strict=False))
    async with visit.console.begin() as tx:
        done = await import_articles(tx, visit.staff, files, visit.gettext("Imported from a file"))
    return visit.page("articles/import.html", done=done)


PAGES = (
    Page("/articles/export", export, act=Act.READ_ARTICLES, download=True),
    Page("/articles/import", ask, act=Act.EDIT_ARTICLES),
    Page("/articles/import", take_in, "POST", Act.EDIT_ARTICLES),
)
IMPORTED = {"/articles/import": 4 * 1024 * 1024}
"""The largest body, in bytes."""
