package dev.jobber.store.schema;

import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/// The tables of a store. Each version is made of the one before it, all of them in one
/// transaction, which holds a lock, so that nodes that start together wait for one another.
///
/// | table | a row is |
/// |---|---|
/// | `jobber_schema` | the version |
/// | `jobber_jobs` | a job, from its start to the end of its history; `node` says who runs it |
/// | `jobber_attempts` | an attempt, written before its work begins |
/// | `jobber_needs` | a job that must be done before another starts |
/// | `jobber_types` | what holds for the jobs of a type; locked while a job of it gets its place |
/// | `jobber_nodes` | a node, and until when it is sure to live |
/// | `jobber_orders` | what a node is asked to do with a job that it runs |
/// | `jobber_schedules` | a schedule, and how far it has come |
/// | `jobber_names` | a name that one process of all nodes has |
public final class Schema {
    /// Told apart from what other programs lock.
    private static final long LOCK = 0x6a6f62626572L;

    private static final List<List<String>> VERSIONS =
            List.of(
                    List.of(
                            """
                            create table jobber_jobs (
                                number ${key},
                                id text not null,
                                name text,
                                type text,
                                definition text not null,
                                policy text not null,
                                type_policy text not null,
                                unique_key text,
                                priority bigint not null,
                                max_crashes integer not null,
                                status text not null,
                                node text,
                                session text,
                                leaves integer not null default 0,
                                attempts integer not null default 0,
                                restarts integer not null default 0,
                                last_node text,
                                home text not null,
                                pid text,
                                error text,
                                submitted bigint not null,
                                due bigint not null,
                                started bigint,
                                ended bigint
                            )\
                            """,
                            "create unique index jobber_jobs_id on jobber_jobs (id)"
                                    + " where ended is null",
                            "create index jobber_jobs_ids on jobber_jobs (id, number)",
                            "create unique index jobber_jobs_key on jobber_jobs (unique_key)"
                                    + " where ended is null and unique_key is not null",
                            "create index jobber_jobs_queue on jobber_jobs"
                                    + " (type, priority desc, number) where status = 'queued'",
                            "create index jobber_jobs_running on jobber_jobs (type, number)"
                                    + " where node is not null",
                            "create index jobber_jobs_node on jobber_jobs (node)"
                                    + " where node is not null",
                            "create index jobber_jobs_status on jobber_jobs (status, number)",
                            "create index jobber_jobs_starts on jobber_jobs (type, started)"
                                    + " where started is not null",
                            "create index jobber_jobs_home on jobber_jobs (home)"
                                    + " where ended is null",
                            "create index jobber_jobs_ended on jobber_jobs (ended)"
                                    + " where ended is not null",
                            """
                            create table jobber_attempts (
                                job bigint not null,
                                attempt integer not null,
                                node text not null,
                                started bigint not null,
                                ended bigint,
                                outcome text,
                                error text,
                                exit_code integer,
                                exit_signal text,
                                output ${bytes},
                                dropped bigint not null default 0,
                                primary key (job, attempt)
                            )\
                            """,
                            """
                            create table jobber_needs (
                                job bigint not null,
                                needed bigint not null,
                                primary key (job, needed)
                            )\
                            """,
                            "create index jobber_needs_needed on jobber_needs (needed)",
                            """
                            create table jobber_types (
                                type text primary key,
                                policy text not null,
                                flow text not null
                            )\
                            """,
                            "insert into jobber_types (type, policy, flow)"
                                    + " values ('import', 'limit=5', 'open')",
                            """
                            create table jobber_nodes (
                                name text primary key,
                                session text not null,
                                host text not null,
                                pid bigint not null,
                                started bigint not null,
                                seen bigint not null,
                                lease bigint not null,
                                status text not null
                            )\
                            """,
                            """
                            create table jobber_orders (
                                number ${key},
                                session text not null,
                                job bigint not null,
                                command text not null,
                                asked bigint not null,
                                answer text
                            )\
                            """,
                            "create index jobber_orders_session on jobber_orders (session)"
                                    + " where answer is null"),
                    List.of(
                            """
                            create table jobber_schedules (
                                name text primary key,
                                line text not null,
                                start_line text not null,
                                definition text not null,
                                timing text not null,
                                overlap text not null,
                                misfire text not null,
                                jitter bigint not null,
                                latest bigint not null,
                                planned bigint,
                                comes bigint,
                                waiting bigint not null,
                                runs bigint not null,
                                skipped bigint not null,
                                last_run bigint
                            )\
                            """,
                            "create index jobber_schedules_comes on jobber_schedules (comes)"
                                    + " where comes is not null",
                            "alter table jobber_jobs add column schedule text",
                            "create index jobber_jobs_schedule on jobber_jobs (schedule)"
                                    + " where schedule is not null and ended is null",
                            """
                            create table jobber_names (
                                name text primary key,
                                node text not null,
                                session text not null,
                                pid text
                            )\
                            """));

    /// The version that this program makes.
    public static final int VERSION = VERSIONS.size();

    private Schema() {}

    /// The version of a SQLite file; 0 where it is no store. Changes nothing.
    public static int version(Transaction transaction) throws SQLException {
        return transaction.count("select count(*) from sqlite_master where name = 'jobber_schema'")
                        == 0
                ? 0
                : (int) transaction.count("select max(version) from jobber_schema");
    }

    /// Brings the tables to the version of this program.
    ///
    /// @return the version that was found; 0 if there was none. It is above [#VERSION] if a newer
    ///   program has made it, and then nothing was changed
    public static int migrate(Transaction transaction) throws SQLException {
        transaction.lock(LOCK);
        transaction.update("create table if not exists jobber_schema (version integer not null)");
        int found = (int) transaction.count("select max(version) from jobber_schema");
        for (int version = found; version < VERSION; version++) {
            for (String statement : VERSIONS.get(version)) {
                transaction.update(statement);
            }
            transaction.update("insert into jobber_schema (version) values (?)", version + 1);
        }
        return found;
    }
}
