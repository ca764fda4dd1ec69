package dev.jobber.store;

import dev.jobber.job.durable.NodeInfo;
import dev.jobber.job.durable.StoreException;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.NodeRows;
import dev.jobber.store.table.Owner;
import dev.jobber.store.table.Takeover;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Names for nodes.
final class Nodes {
    private Nodes() {}

    /// Tells one life of a node from the others.
    static String session() {
        return HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    }

    /// Where this program runs.
    static NodeInfo.Place here() {
        return new NodeInfo.Place(host(), ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            String name =
                    Files.readString(Path.of("/etc/hostname"), StandardCharsets.UTF_8).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException elsewhere) {
            // Not every system has this file.
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "localhost";
        }
    }

    /// This program comes as a node.
    ///
    /// @param name what it is to be called; the name of the host and the first number that is free
    ///   if empty
    /// @throws StoreException if a node of that name may still live
    static Owner come(
            Transaction transaction, Optional<String> name, NodeInfo.Place place, Duration lease)
            throws SQLException {
        Takeover.all(transaction);
        String session = session();
        if (name.isPresent()) {
            var owner = new Owner(name.get(), session);
            if (NodeRows.come(transaction, owner, place, lease.toMillis())) {
                return owner;
            }
            throw taken(transaction, name.get());
        }
        for (int number = 1; ; number++) {
            var owner = new Owner(place.host() + "-" + number, session);
            if (NodeRows.come(transaction, owner, place, lease.toMillis())) {
                return owner;
            }
        }
    }

    private static StoreException taken(Transaction transaction, String name) throws SQLException {
        NodeInfo holder =
                NodeRows.all(transaction).stream()
                        .filter(node -> node.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return new StoreException(
                "already_started",
                "the store has a node "
                        + name
                        + ": the process "
                        + holder.process().pid()
                        + " on "
                        + holder.process().host(),
                "choose another --node, or end that one; a node that was killed is gone within its"
                        + " lease");
    }
}
