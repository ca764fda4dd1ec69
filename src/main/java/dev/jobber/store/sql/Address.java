package dev.jobber.store.sql;

import java.nio.file.Path;
import java.util.Optional;

/// Where a database is, and how to get in.
public sealed interface Address {
    /// Which database it is.
    Dialect dialect();

    /// The address as people may see it: without a password.
    String shown();

    /// A file.
    record File(Path path) implements Address {
        @Override
        public Dialect dialect() {
            return Dialect.SQLITE;
        }

        @Override
        public String shown() {
            return path.toString();
        }
    }

    /// A server.
    ///
    /// @param url `jdbc:postgresql://HOST/DATABASE`, with neither user nor password in it
    /// @param user empty for the driver's choice
    /// @param password empty for what `.pgpass` says
    record Server(String url, Optional<String> user, Optional<String> password) implements Address {
        @Override
        public Dialect dialect() {
            return Dialect.POSTGRESQL;
        }

        @Override
        public String shown() {
            return url;
        }

        @Override
        public String toString() {
            return url; // and no password
        }
    }
}
