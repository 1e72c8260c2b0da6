"""The job queue, and a wake-up when a lock is released

Procrastinate tells its workers when a job is inserted, not when the job that blocked another one of the same
lock is done: the next would wait for the polling tick. The trigger tells them then, too.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WAKE_UP = """
create function rafeeq_wake_up_on_lock_release() returns trigger language plpgsql as $$
begin
    perform pg_notify('procrastinate_any_queue_v1', json_build_object('type', 'job_inserted', 'job_id', old.id)::text);
    return null;
end;
$$;

create trigger rafeeq_wake_up_on_finish after update of status on procrastinate_jobs
    for each row when (old.status = 'doing' and new.status <> 'doing' and old.lock is not null)
    execute function rafeeq_wake_up_on_lock_release();

create trigger rafeeq_wake_up_on_delete after delete on procrastinate_jobs
    for each row when (old.status = 'doing' and old.lock is not null)
    execute function rafeeq_wake_up_on_lock_release();
"""

_DROP = r"""
drop trigger rafeeq_wake_up_on_delete on procrastinate_jobs;
drop trigger rafeeq_wake_up_on_finish on procrastinate_jobs;
drop function rafeeq_wake_up_on_lock_release();
drop table procrastinate_periodic_defers, procrastinate_events, procrastinate_jobs, procrastinate_workers cascade;
do $$
declare
    made record;
begin
    for made in select oid::regprocedure as signature from pg_proc where proname like 'procrastinate\_%' loop
        execute 'drop function ' || made.signature || ' cascade';
    end loop;
end;
$$;
drop type procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status cascade;
"""


def upgrade() -> None:
    _script(SchemaManager.get_schema())
    _script(_WAKE_UP)


def downgrade() -> None:
    _script(_DROP)


def _script(sql: str) -> None:
    """Many statements at once, which the driver takes only without parameters."""
    op.get_bind().connection.run_async(lambda connection: connection.execute(sql))
