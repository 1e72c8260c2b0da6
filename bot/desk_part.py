"""Hangs the desk for programs on the web process."""

from bot.api.gate import Desk
from bot.api.part import desk_part
from bot.bootstrap import Core
from bot.http.part import Part
from bot.http.site import Front
from bot.words import Catalogues


def programs_part(it: Core, front: Front) -> Part:
    return desk_part(Desk(it.begin, it.clock, Catalogues.load(zone=it.settings.timezone), front.words))
