package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known of the jobs of a store without jobber: the files that they append to, the rows of
/// the store, and the processes of the system.
final class Witnesses {
    private static final String SCRIPT = "witness.sh";

    /// What must come about comes within this time, or never.
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final Path folder;
    private final String url;

    /// @param folder where the nodes and their jobs work
    /// @param store as `--store` names it
    Witnesses(Path folder, String store) {
        this.folder = folder;
        this.url = store.startsWith("jdbc:") ? store : "jdbc:sqlite:" + folder.resolve(store);
        try (InputStream script = Witnesses.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(script), folder.resolve(SCRIPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The line that starts a job which works for so many seconds.
    static String job(String id, String seconds) {
        return "start-job sh --id " + id + " --max-crashes 1000 -- sh " + SCRIPT + " " + seconds;
    }

    /// The same, of a type of which only so many may run at once.
    static String limited(String id, String type, int limit, String seconds) {
        return "start-job sh --id "
                + id
                + " --max-crashes 1000 --type "
                + type
                + " -- sh "
                + SCRIPT
                + " "
                + seconds
                + " "
                + limit;
    }

    /// Waits until something is so.
    static void until(String what, BooleanSupplier isSo) {
        long begin = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as(what).isLessThan(DEADLINE.toNanos());
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(ended);
            }
        }
    }

    // ---- files

    /// The lines of a file that jobs append to.
    List<String> lines(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How often each job has done its work.
    private Map<String, Long> ends() {
        return lines("log").stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("end"))
                .collect(Collectors.groupingBy(words -> words[1], Collectors.counting()));
    }

    /// Attempts that wrote something after a later one of the same job had begun.
    private List<String> late() {
        Map<String, Integer> latest = new HashMap<>();
        List<String> late = new ArrayList<>();
        for (String line : lines("log")) {
            String[] words = line.split(" ");
            int attempt = Integer.parseInt(words[2]);
            if (attempt < latest.merge(words[1], attempt, Math::max)) {
                late.add(line);
            }
        }
        return late;
    }

    // ---- rows

    /// The first column of what a question finds.
    List<String> rows(String question) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(question)) {
            List<String> found = new ArrayList<>();
            while (results.next()) {
                found.add(String.valueOf(results.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Changes rows.
    void update(String statement) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement running = connection.createStatement()) {
            running.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until no job waits or runs any more.
    void awaitEnds() {
        until("all jobs end", () -> open().equals(List.of("0")));
    }

    private List<String> open() {
        return rows("select count(*) from jobber_jobs where ended is null");
    }

    // ---- processes

    /// The processes that work in the folder: the nodes and their jobs.
    private List<String> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isHere)
                    .map(Witnesses::command)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private static String command(Path process) {
        try {
            return process.getFileName()
                    + " "
                    + Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return process.getFileName() + " has ended";
        }
    }

    // ---- verdicts

    /// Each start that was answered was done, and completed once; no attempt ran beside another or
    /// past a limit; nothing is left.
    ///
    /// @param answered the ids of the starts that were answered
    void assertAllDoneOnce(Collection<String> answered) {
        assertAllDoneOnce(answered, List.of());
    }

    /// The same, where a node was killed or the store was away.
    ///
    /// @param doubtful the ids of starts whose answer did not come, or that were refused because
    ///   the store did not answer: they may be in the store
    void assertAllDoneOnce(Collection<String> answered, Collection<String> doubtful) {
        Set<String> known = new HashSet<>(answered);
        known.addAll(doubtful);

        assertThat(lines("faults")).as("what jobs saw of others").isEmpty();
        assertThat(late()).as("attempts that worked on after a later one had begun").isEmpty();
        assertThat(ends().keySet()).as("jobs that did their work").containsAll(answered);
        assertThat(known).as("jobs that did their work were started").containsAll(ends().keySet());
        assertThat(rows("select id from jobber_jobs where status <> 'done' or ended is null"))
                .as("jobs that are not done")
                .isEmpty();
        assertThat(rows("select id from jobber_jobs"))
                .as("jobs of the store")
                .doesNotHaveDuplicates()
                .containsAll(answered);
        assertThat(
                        rows(
                                "select id from jobber_jobs where 1 <> (select count(*) from"
                                        + " jobber_attempts where job = number and outcome = 'ok')"))
                .as("jobs that were not completed exactly once")
                .isEmpty();
        assertThat(rows("select job from jobber_attempts where ended is null"))
                .as("attempts without an end")
                .isEmpty();
        until("no process is left: " + processes(), () -> processes().isEmpty());
    }
}
