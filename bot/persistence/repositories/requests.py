"""Drafts, requests with their history and consents, notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert

from bot.domain.errors import NotFoundError
from bot.domain.request import (
    DRAFT_LIFE,
    Consent,
    Draft,
    Request,
    RequestEvent,
    RequestStatus,
)
from bot.persistence.encryption import Cipher
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import consents, drafts, notes, request_events, requests
from bot.services.ports.requests import Note

_CODE_TRIES = 5


class SqlDrafts(Repository):
    async def of_conversation(self, conversation_id: UUID) -> Draft | None:
        row = (
            await self._connection.execute(select(drafts).where(drafts.c.conversation_id == conversation_id))
        ).one_or_none()
        if row is None:
            return None
        fields = self._cipher.open_json("drafts.fields", row.id, row.fields)
        return Draft(
            row.id,
            row.conversation_id,
            row.kind,
            fields,
            row.step,
            row.created_at,
            row.updated_at,
        )

    async def save(self, draft: Draft) -> None:
        values = {
            "id": draft.id,
            "conversation_id": draft.conversation_id,
            "kind": draft.kind,
            "fields": self._cipher.seal_json("drafts.fields", draft.id, draft.fields),
            "step": draft.step,
            "created_at": draft.created_at,
            "updated_at": draft.updated_at,
        }
        await self._connection.execute(
            pg_insert(drafts)
            .values(**values)
            .on_conflict_do_update(
                index_elements=["conversation_id"],
                set_=values,
            )
        )

    async def erase(self, conversation_id: UUID) -> None:
        await self._connection.execute(delete(drafts).where(drafts.c.conversation_id == conversation_id))

    async def erase_expired(self, now: datetime) -> int:
        result = await self._connection.execute(delete(drafts).where(drafts.c.updated_at < now - DRAFT_LIFE))
        return int(result.rowcount)


class SqlRequests(Repository):
    async def add(self, request: Request, code: str, message_id: UUID | None) -> bool:
        added = await self._connection.scalar(
            pg_insert(requests)
            .values(
                id=request.id,
                number=request.number,
                code_hash=self._code(request.number, code),
                conversation_id=request.conversation_id,
                kind=request.kind,
                status=request.status,
                fields=self._cipher.seal_json("requests.fields", request.id, request.fields),
                restricted=request.restricted,
                message_id=message_id,
                respond_by=request.respond_by,
                created_at=request.created_at,
            )
            .on_conflict_do_nothing()
            .returning(requests.c.id)
        )
        return added is not None

    async def of_message(self, message_id: UUID) -> Request | None:
        row = (
            await self._connection.execute(select(requests).where(requests.c.message_id == message_id))
        ).one_or_none()
        return None if row is None else as_request(self._cipher, row)

    async def get(self, number: str) -> Request:
        request = await self._one(select(requests).where(requests.c.number == number))
        rows = await self._connection.execute(
            select(request_events)
            .where(request_events.c.request_id == request.id)
            .order_by(request_events.c.position)
        )
        request.history = [self._event(row) for row in rows]
        return request

    async def of_conversation(self, conversation_id: UUID, *, restricted: bool = False) -> list[Request]:
        query = select(requests).where(requests.c.conversation_id == conversation_id)
        return await self._list(query, restricted)

    async def listed(self, *, restricted: bool, limit: int = 200) -> Sequence[Request]:
        return await self._list(select(requests).limit(limit), restricted)

    async def change_status(self, number: str, status: RequestStatus, event: RequestEvent) -> None:
        await self._connection.execute(
            update(requests)
            .where(requests.c.number == number)
            .values(status=status, version=requests.c.version + 1)
        )
        await self.add_event(number, event)

    async def add_event(self, number: str, event: RequestEvent) -> None:
        request_id = await self._connection.scalar(select(requests.c.id).where(requests.c.number == number))
        if request_id is None:
            raise NotFoundError
        row = uuid4()
        detail = self._cipher.seal_json("request_events.detail", row, event.detail) if event.detail else None
        await self._connection.execute(
            insert(request_events).values(
                id=row,
                request_id=request_id,
                at=event.at,
                actor=event.actor,
                verb=event.verb,
                detail=detail,
            )
        )

    async def code_fits(self, number: str, code: str) -> bool:
        """The try is counted before the look, so that side-by-side guesses gain nothing."""
        row = (
            await self._connection.execute(
                update(requests)
                .where(requests.c.number == number, requests.c.code_tries < _CODE_TRIES)
                .values(code_tries=requests.c.code_tries + 1)
                .returning(requests.c.code_hash)
            )
        ).one_or_none()
        fits = row is not None and bytes(row.code_hash) == self._code(number, code)
        if fits:
            await self._connection.execute(
                update(requests).where(requests.c.number == number).values(code_tries=0)
            )
        return fits

    async def add_consent(
        self,
        conversation_id: UUID,
        consent: Consent,
        message_id: UUID | None,
        number: str | None,
    ) -> None:
        request_id = None
        if number is not None:
            request_id = await self._connection.scalar(
                select(requests.c.id).where(requests.c.number == number)
            )
        await self._connection.execute(
            insert(consents).values(
                id=uuid4(),
                conversation_id=conversation_id,
                request_id=request_id,
                message_id=message_id,
                purpose=consent.purpose,
                text_version=consent.text_version,
                language=consent.language,
                channel=consent.channel,
                given=consent.given,
                at=consent.at,
            )
        )

    async def _list(self, query: Select[Any], restricted: bool) -> list[Request]:
        if not restricted:
            query = query.where(requests.c.restricted.is_(False))
        rows = await self._connection.execute(query.order_by(requests.c.created_at.desc()))
        return [as_request(self._cipher, row) for row in rows]

    async def _one(self, query: Select[Any]) -> Request:
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise NotFoundError
        return as_request(self._cipher, row)

    def _code(self, number: str, code: str) -> bytes:
        return self._cipher.digest(f"request code {number}", code)

    def _event(self, row: Row[Any]) -> RequestEvent:
        detail = self._cipher.open_json("request_events.detail", row.id, row.detail) or {}
        return RequestEvent(row.at, row.actor, row.verb, detail)


def as_request(cipher: Cipher, row: Row[Any]) -> Request:
    return Request(
        id=row.id,
        number=row.number,
        conversation_id=row.conversation_id,
        kind=row.kind,
        status=RequestStatus(row.status),
        fields=cipher.open_json("requests.fields", row.id, row.fields),
        created_at=row.created_at,
        restricted=row.restricted,
        respond_by=row.respond_by,
    )


class SqlNotes(Repository):
    async def add(self, note: Note) -> bool:
        body = {"text": note.text, "data": note.data}
        added = await self._connection.scalar(
            pg_insert(notes)
            .values(
                id=note.id,
                conversation_id=note.conversation_id,
                staff_id=note.staff_id,
                body=self._cipher.seal_json("notes.body", note.id, body),
                restricted=note.restricted,
                at=note.at,
            )
            .on_conflict_do_nothing()
            .returning(notes.c.id)
        )
        return added is not None

    async def of_conversation(self, conversation_id: UUID) -> list[Note]:
        rows = await self._connection.execute(
            select(notes).where(notes.c.conversation_id == conversation_id).order_by(notes.c.position)
        )
        return [self._note(row) for row in rows]

    def _note(self, row: Row[Any]) -> Note:
        body = self._cipher.open_json("notes.body", row.id, row.body)
        return Note(
            row.id,
            row.conversation_id,
            row.staff_id,
            body["text"],
            row.at,
            row.restricted,
            body["data"],
        )
