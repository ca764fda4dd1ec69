package dev.jobber.store.table;

import dev.jobber.job.durable.NodeInfo;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// The nodes. A node is sure to live until its lease ends; it lengthens that while it lives. When
/// the lease has ended, any node may declare it lost and take its jobs.
public final class NodeRows {
    private NodeRows() {}

    /// A node comes, in place of one of its name that is gone.
    ///
    /// @param lease for how long it is sure to live, in milliseconds
    /// @return false if a node of that name may still live
    public static boolean come(
            Transaction transaction, Owner owner, NodeInfo.Place place, long lease)
            throws SQLException {
        long now = transaction.now();
        return transaction.update(
                        """
                        insert into jobber_nodes
                            (name, session, host, pid, started, seen, lease, status)
                        values (?, ?, ?, ?, ?, ?, ?, 'alive')
                        on conflict (name) do update set
                            session = excluded.session, host = excluded.host,
                            pid = excluded.pid, started = excluded.started,
                            seen = excluded.seen, lease = excluded.lease,
                            status = excluded.status
                        where jobber_nodes.status = 'gone'\
                        """,
                        owner.node(),
                        owner.session(),
                        place.host(),
                        place.pid(),
                        now,
                        now,
                        now + lease)
                == 1;
    }

    /// A node lives.
    ///
    /// @return false if it has been declared lost
    public static boolean beat(Transaction transaction, Owner owner, long lease, boolean draining)
            throws SQLException {
        long now = transaction.now();
        return transaction.update(
                        "update jobber_nodes set seen = ?, lease = ?, status = ?"
                                + " where name = ? and session = ? and status <> 'gone'",
                        now,
                        now + lease,
                        draining ? "draining" : "alive",
                        owner.node(),
                        owner.session())
                == 1;
    }

    /// A node is no more.
    ///
    /// @return false if that was known
    public static boolean go(Transaction transaction, Owner owner) throws SQLException {
        return transaction.update(
                        "update jobber_nodes set status = 'gone'"
                                + " where name = ? and session = ? and status <> 'gone'",
                        owner.node(),
                        owner.session())
                == 1;
    }

    /// The nodes whose lease has ended.
    public static List<Owner> late(Transaction transaction) throws SQLException {
        return transaction.rows(
                row -> new Owner(row.text("name"), row.text("session")),
                "select name, session from jobber_nodes where status <> 'gone' and lease < ?",
                transaction.now());
    }

    /// All nodes, by name.
    public static List<NodeInfo> all(Transaction transaction) throws SQLException {
        long now = transaction.now();
        return transaction.rows(
                row ->
                        new NodeInfo(
                                row.text("name"),
                                new NodeInfo.Place(row.text("host"), row.number("pid")),
                                row.time("started"),
                                row.time("seen"),
                                new NodeInfo.Load(
                                        row.count("running"),
                                        status(row.text("status"), row.number("lease") < now))),
                """
                select nodes.*,
                    (select count(*) from jobber_jobs where node = nodes.name) as running
                from jobber_nodes as nodes order by name\
                """);
    }

    private static NodeInfo.Status status(String word, boolean isLate) {
        NodeInfo.Status said = NodeInfo.Status.valueOf(word.toUpperCase(Locale.ROOT));
        return isLate && said != NodeInfo.Status.GONE ? NodeInfo.Status.STALE : said;
    }

    /// How many nodes are alive.
    public static int alive(Transaction transaction) throws SQLException {
        return (int)
                transaction.count(
                        "select count(*) from jobber_nodes where status <> 'gone' and lease >= ?",
                        transaction.now());
    }

    /// Forgets nodes that have been gone for a day.
    public static void forget(Transaction transaction) throws SQLException {
        transaction.update(
                "delete from jobber_nodes where status = 'gone' and seen < ?",
                transaction.now() - 24 * 3_600_000L);
    }
}
