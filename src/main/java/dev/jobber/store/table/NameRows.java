package dev.jobber.store.table;

import dev.jobber.job.durable.GlobalNames.Holder;
import dev.jobber.store.sql.Row;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/// The names that one process of all nodes has. A row counts while the lease of its node does.
public final class NameRows {
    private static final String COUNTS =
            """
            exists (select 1 from jobber_nodes as nodes
                where nodes.name = jobber_names.node and nodes.session = jobber_names.session
                    and nodes.status <> 'gone' and nodes.lease >= ?)\
            """;

    private NameRows() {}

    /// A node takes a name.
    ///
    /// @return who has it; empty if the node has it now
    public static Optional<Holder> take(Transaction transaction, String name, Owner owner)
            throws SQLException {
        long now = transaction.now();
        transaction.update("delete from jobber_names where name = ? and not " + COUNTS, name, now);
        int taken =
                transaction.update(
                        "insert into jobber_names (name, node, session) values (?, ?, ?)"
                                + " on conflict do nothing",
                        name,
                        owner.node(),
                        owner.session());
        return taken == 1
                ? Optional.empty()
                : transaction.row(
                        NameRows::holder,
                        "select node, pid from jobber_names where name = ?",
                        name);
    }

    /// The name belongs to a process from now on.
    ///
    /// @return false if the node does not have the name any more
    public static boolean bind(Transaction transaction, String name, Owner owner, String pid)
            throws SQLException {
        return transaction.update(
                        "update jobber_names set pid = ? where name = ? and session = ?",
                        pid,
                        name,
                        owner.session())
                == 1;
    }

    /// The name is free again.
    public static void release(Transaction transaction, String name, Owner owner)
            throws SQLException {
        transaction.update(
                "delete from jobber_names where name = ? and session = ?", name, owner.session());
    }

    /// The process that has a name.
    public static Optional<Holder> find(Transaction transaction, String name) throws SQLException {
        return transaction.row(
                NameRows::holder,
                "select node, pid from jobber_names where name = ? and " + COUNTS,
                name,
                transaction.now());
    }

    private static Holder holder(Row row) throws SQLException {
        return new Holder(row.text("node"), row.optionalText("pid"));
    }

    /// Forgets the names of nodes that are gone.
    public static void forget(Transaction transaction) throws SQLException {
        transaction.update("delete from jobber_names where not " + COUNTS, transaction.now());
    }

    /// Forgets all names of a node.
    public static void forget(Transaction transaction, Owner owner) throws SQLException {
        transaction.update("delete from jobber_names where session = ?", owner.session());
    }
}
