"""When a failed job runs again: at the provider's time, or after a growing pause, and not for ever."""

from datetime import UTC, datetime, timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from bot.services.deliver import Later

_PAUSES = (1, 2, 4, 8, 15, 30, 60, 120, 300)
MOST = 30


class Patient(BaseRetryStrategy):
    """The pause keeps the job's lock, so the order within a conversation holds."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= MOST:
            return None
        pause = timedelta(seconds=_PAUSES[min(job.attempts, len(_PAUSES) - 1)])
        at = exception.at if isinstance(exception, Later) and exception.at else datetime.now(UTC) + pause
        return RetryDecision(retry_at=at)
