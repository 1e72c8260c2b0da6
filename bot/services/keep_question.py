"""What the staff should know of questions: which nothing answered, and which answers helped."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bot.services.ports import OpenQuestion, UnitOfWork
from bot.services.strip_personal import strip_personal

LONGEST = 500


async def keep_question(tx: UnitOfWork, text: str, language: str, args: Mapping[str, Any]) -> None:
    stripped = strip_personal(text)[:LONGEST]
    if stripped:
        await tx.open_questions.add(
            OpenQuestion(
                stripped,
                language,
                str(args.get("reason", "no_answer")),
                str(args.get("intent") or ""),
                str(args.get("article") or ""),
            )
        )


async def rate_answer(tx: UnitOfWork, message_id: UUID, args: Mapping[str, Any]) -> None:
    await tx.open_questions.rate(
        str(args["article"]), int(args["version"]), helpful=bool(args["helpful"]), message_id=message_id
    )
