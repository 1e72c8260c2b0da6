"""Figures for /metrics, read from the tables: the same from every process, and whole after restarts.

Of messages only the last hours are counted at each look; older ones stand in `message_totals` (housekeeping).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


@dataclass(frozen=True, slots=True)
class _Figure:
    """A query whose last column is the value, the others its labels."""

    family: type[CounterMetricFamily | GaugeMetricFamily]
    name: str
    what: str
    labels: tuple[str, ...]
    query: str


_FIGURES = (
    _Figure(
        CounterMetricFamily,
        "rafeeq_messages_received",
        "Messages of people",
        ("channel", "outcome"),
        """select channel, outcome, sum(n) from (
             select channel, outcome, total as n from message_totals where way = 'in'
             union all
             select channel, coalesce(handling, ''), count(*) from messages
             where author = 'person' and position > (select coalesce(max(upto), 0) from message_totals)
             group by 1, 2) as all_of_them group by 1, 2""",
    ),
    _Figure(
        CounterMetricFamily,
        "rafeeq_deliveries",
        "Messages to people",
        ("channel", "outcome"),
        """select channel, outcome, sum(n) from (
             select channel, outcome, total as n from message_totals where way = 'out'
             union all
             select channel, delivery, count(*) from messages
             where author <> 'person' and delivery is not null
               and position > (select coalesce(max(upto), 0) from message_totals)
             group by 1, 2) as all_of_them group by 1, 2""",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_delivery_seconds",
        "From written to sent, in the last 15 minutes",
        ("channel", "quantile"),
        """select channel, q, percentile_cont(q) within group (order by extract(epoch from sent_at - at))
           from messages, unnest(array[0.5, 0.95, 0.99]) q
           where author <> 'person' and at > now() - interval '15 minutes' and sent_at is not null
             and position > (select coalesce(max(upto), 0) from message_totals)
           group by 1, 2""",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_jobs",
        "Jobs of the workers",
        ("task", "status"),
        """select task_name, status::text, count(*) from procrastinate_jobs
           where status in ('todo', 'doing', 'failed') group by 1, 2""",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_job_age_seconds",
        "How long the oldest job that is due has waited",
        ("task",),
        """select j.task_name, max(extract(epoch from now() - greatest(e.at, coalesce(j.scheduled_at, e.at))))
           from procrastinate_jobs j join procrastinate_events e on e.job_id = j.id and e.type = 'deferred'
           where j.status in ('todo', 'doing') and coalesce(j.scheduled_at, now()) <= now() group by 1""",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_conversations",
        "Conversations",
        ("state", "priority"),
        "select state, priority, count(*) from conversations group by 1, 2",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_waiting_seconds",
        "How long the first in the queue has waited for a caseworker",
        ("priority",),
        """select priority, max(extract(epoch from now() - queued_at)) from conversations
           where state = 'queued' group by 1""",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_heartbeat_age_seconds",
        "Since the last sign of life",
        ("kind", "process"),
        "select kind, process, extract(epoch from now() - at) from heartbeats",
    ),
    _Figure(
        GaugeMetricFamily,
        "rafeeq_model",
        "The newest model that is ready, by the hash of its data",
        ("data_hash",),
        """select data_hash, 1 from models where status = 'ready' order by created_at desc limit 1""",
    ),
)


async def figures(engine: AsyncEngine) -> Sequence[Metric]:
    async with engine.connect() as connection:
        return [await _read(connection, figure) for figure in _FIGURES]


async def _read(connection: AsyncConnection, figure: _Figure) -> Metric:
    family = figure.family(figure.name, figure.what, labels=figure.labels)
    for row in await connection.execute(text(figure.query)):
        family.add_metric([str(value) for value in row[:-1]], float(row[-1]))
    return family
