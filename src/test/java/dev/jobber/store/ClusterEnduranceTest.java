package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jobber.store.LoadedNode.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several nodes on one PostgreSQL, all of them under load, and what may happen to nodes and to the
/// database. Half of the jobs are of a type of which few may run at once.
///
/// It takes minutes, so it runs by `scripts/test -Pendurance` only. `-Dendurance.rounds=1` makes it
/// shorter.
@Tag("endurance")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ClusterEnduranceTest {
    @RegisterExtension private static final PostgresDatabase DATABASE = new PostgresDatabase();

    private static final int ROUNDS = Integer.getInteger("endurance.rounds", 3);
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String TYPE = "few";
    private static final int LIMIT = 2;

    @TempDir private Path folder;

    private final Load load = new Load(ClusterEnduranceTest::job, "30ms");
    private final Map<String, LoadedNode> nodes = new TreeMap<>();
    private final Random random = new Random(1);

    private static String job(String id) {
        return id.matches(".*[02468]")
                ? Witnesses.limited(id, TYPE, LIMIT, "0.05")
                : Witnesses.job(id, "0.1");
    }

    @AfterEach
    void close() {
        nodes.values().forEach(LoadedNode::close);
    }

    private void start(String name, String url) {
        start(name, url, Map.of());
    }

    private void start(String name, String url, Map<String, String> environment) {
        StorePeer peer = StorePeer.start(folder, environment, "--store", url, "--node", name);
        List<String> first = List.of("type " + TYPE + " --limit " + LIMIT + " --when-full queue");
        nodes.put(name, new LoadedNode(peer, load, first, Integer.MAX_VALUE));
    }

    private void startAll(int count) {
        for (int i = 0; i < count; i++) {
            start("n" + i, DATABASE.url());
        }
        awaitMore(20);
    }

    /// Waits until so many more starts have been answered.
    private void awaitMore(int starts) {
        int wanted = load.answered().size() + starts;
        Witnesses.until("starts are answered", () -> load.answered().size() >= wanted);
    }

    private LoadedNode node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    /// A node that is to end.
    private LoadedNode taken(String name) {
        return Optional.ofNullable(nodes.remove(name)).orElseThrow();
    }

    private String anyNode() {
        return List.copyOf(nodes.keySet()).get(random.nextInt(nodes.size()));
    }

    /// All nodes start nothing more, what was started ends, and the nodes end in order.
    private void finish(Witnesses witnesses) {
        List<StorePeer> peers = new ArrayList<>();
        nodes.values().forEach(node -> peers.add(node.quiet()));
        witnesses.awaitEnds();
        peers.forEach(StorePeer::end);
        System.out.printf(
                "answered: %d; doubtful: %d; attempts by outcome: %s%n",
                load.answered().size(),
                load.doubtful().size(),
                witnesses.rows(
                        "select outcome || ' ' || count(*) from jobber_attempts group by outcome"));
        witnesses.assertAllDoneOnce(load.answered(), load.doubtful());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nodes_are_killed(int count) {
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(count);
        for (int i = 0; i < ROUNDS; i++) {
            String victim = anyNode();
            taken(victim).kill();
            awaitMore(20);
            start("k" + i, DATABASE.url());
            awaitMore(20);
        }
        finish(witnesses);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nodes_stand_still_for_longer_than_their_lease(int count) {
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(count);
        for (int i = 0; i < ROUNDS; i++) {
            String frozen = anyNode();
            node(frozen).peer().signal("STOP");
            Witnesses.until("the node is lost", () -> status(witnesses, frozen).equals("gone"));
            awaitMore(20);
            node(frozen).peer().signal("CONT");
            Witnesses.until("the node comes anew", () -> status(witnesses, frozen).equals("alive"));
            awaitMore(20);
        }
        finish(witnesses);
    }

    private static String status(Witnesses witnesses, String node) {
        return String.join(
                "", witnesses.rows("select status from jobber_nodes where name = '" + node + "'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nodes_are_replaced_one_after_the_other(int count) {
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(count);
        for (int i = 0; i < ROUNDS; i++) {
            for (String name : List.copyOf(nodes.keySet())) {
                StorePeer old = taken(name).quiet();
                assertThat(old.ask("drain --timeout 30s")).startsWith("{\"ok\"");
                old.end();
                start(name, DATABASE.url());
                awaitMore(10);
            }
        }

        assertThat(witnesses.rows("select outcome from jobber_attempts where outcome <> 'ok'"))
                .as("attempts that a drain has cut off")
                .isEmpty();
        finish(witnesses);
    }

    @Test
    void the_database_is_away_for_20_seconds() throws InterruptedException {
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(2);
        DATABASE.server().end();
        TimeUnit.SECONDS.sleep(20);
        DATABASE.server().begin();
        awaitMore(100);
        finish(witnesses);
    }

    @Test
    void connections_are_cut_again_and_again() {
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(2);
        for (int i = 0; i < ROUNDS * 10; i++) {
            witnesses.rows(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'jobber' and datname = current_database()");
            awaitMore(5);
        }
        finish(witnesses);
    }

    /// The library that shows a program another time of day.
    private static Optional<Path> faketime() throws IOException {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    @Test
    void the_clock_of_one_node_is_an_hour_ahead_and_that_of_another_behind() throws IOException {
        Optional<Path> library = faketime();
        assumeTrue(library.isPresent(), "faketime is not installed: apt-get install faketime");
        var witnesses = new Witnesses(folder, DATABASE.url());
        startAll(1);
        Map.of("ahead", "+1h", "behind", "-1h")
                .forEach((name, offset) ->
                        start(
                                name,
                                DATABASE.url(),
                                Map.of(
                                        "LD_PRELOAD",
                                        library.get().toString(),
                                        "FAKETIME",
                                        offset,
                                        "FAKETIME_DONT_FAKE_MONOTONIC",
                                        "1")));
        awaitMore(100);

        assertThat(witnesses.rows("select distinct status from jobber_nodes"))
                .containsExactly("alive");
        assertThat(witnesses.rows("select outcome from jobber_attempts where outcome <> 'ok'"))
                .isEmpty();
        for (String name : List.of("ahead", "behind")) {
            taken(name).kill();
            Witnesses.until("the node is lost", () -> status(witnesses, name).equals("gone"));
        }
        awaitMore(20);
        finish(witnesses);
        assertThat(
                        witnesses.rows(
                                "select id from jobber_jobs where ended < started or ended - started"
                                        + " > 600000"))
                .as("jobs of which another clock than that of the database has told the time")
                .isEmpty();
    }

    @Test
    void a_pooler_gives_each_transaction_another_session() {
        assumeTrue(
                Files.exists(Pooler.PROGRAM),
                "pgbouncer is not installed: apt-get install pgbouncer");
        var witnesses = new Witnesses(folder, DATABASE.url());
        try (Pooler pooler = Pooler.start(DATABASE.server())) {
            String url = pooler.url(DATABASE.name());
            for (int i = 0; i < 3; i++) {
                start("n" + i, url);
            }
            awaitMore(100);
            taken("n1").kill();
            awaitMore(50);
            finish(witnesses);
        }
    }
}
