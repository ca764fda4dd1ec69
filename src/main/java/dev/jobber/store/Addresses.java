package dev.jobber.store;

import dev.jobber.job.durable.StoreException;
import dev.jobber.store.sql.Address;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads where a store is.
final class Addresses {
    private static final String JDBC = "jdbc:";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /// The password comes from here, so that no list of processes shows it.
    static final String PASSWORD = "JOBBER_STORE_PASSWORD";

    private Addresses() {}

    /// Where a store is when nothing else is said.
    static Path usual(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder =
                state.startsWith("/")
                        ? Path.of(state)
                        : Path.of(environment.getOrDefault("HOME", "."), ".local", "state");
        return folder.resolve("jobber").resolve("jobs.db");
    }

    /// The address that a text means.
    ///
    /// @param text a file, or a URL that begins with `jdbc:`
    /// @param path the file that a text means
    /// @throws StoreException where it means none
    static Address parse(
            String text,
            java.util.function.Function<String, Path> path,
            Map<String, String> environment) {
        if (text.startsWith(SQLITE)) {
            return new Address.File(path.apply(text.substring(SQLITE.length())));
        }
        if (text.startsWith(POSTGRESQL)) {
            return server(text, environment);
        }
        if (text.startsWith(JDBC) || text.contains("://")) {
            throw new StoreException(
                    "usage",
                    "unknown kind of database: " + text.replaceFirst("(?<=.)//.*", "//…"),
                    "give a file, or jdbc:postgresql://HOST/DATABASE");
        }
        return new Address.File(path.apply(text));
    }

    private static Address server(String text, Map<String, String> environment) {
        int query = text.indexOf('?');
        String base = query < 0 ? text : text.substring(0, query);
        List<String> options =
                query < 0 ? List.of() : Arrays.asList(text.substring(query + 1).split("&"));
        if (options.stream().anyMatch(Addresses::isPassword) || hasUserPassword(base)) {
            throw new StoreException(
                    "usage",
                    "the URL of the store has a password in it, which every user of this machine can"
                            + " see in the list of processes",
                    "put it into $" + PASSWORD + " or ~/.pgpass");
        }
        Optional<String> user =
                options.stream()
                        .filter(option -> option.startsWith("user="))
                        .map(option -> option.substring("user=".length()))
                        .findFirst()
                        .or(() -> Optional.ofNullable(environment.get("PGUSER")));
        String rest =
                options.stream()
                        .filter(option -> !option.startsWith("user="))
                        .collect(Collectors.joining("&"));
        return new Address.Server(
                rest.isEmpty() ? base : base + "?" + rest,
                user,
                Optional.ofNullable(environment.get(PASSWORD)).filter(it -> !it.isEmpty()));
    }

    private static boolean isPassword(String option) {
        String name = option.toLowerCase(Locale.ROOT);
        return name.startsWith("password=") || name.startsWith("sslpassword=");
    }

    private static boolean hasUserPassword(String base) {
        try {
            String user = URI.create(base.substring(JDBC.length())).getUserInfo();
            return user != null && user.contains(":");
        } catch (IllegalArgumentException unreadable) {
            return false; // the driver says what is wrong
        }
    }
}
