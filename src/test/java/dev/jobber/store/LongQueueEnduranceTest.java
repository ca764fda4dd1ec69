package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred thousand jobs wait: what people ask is answered at once, and the node keeps none of
/// them in its memory.
///
/// It measures, so it runs by `scripts/test -Pendurance` only.
@Tag("endurance")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class LongQueueEnduranceTest {
    private static final int JOBS = 100_000;

    /// A person does not notice less.
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    /// What may differ between two looks at the heap of a node: far less than as many jobs would
    /// take.
    private static final long ROOM = 8 << 20;

    private static final int LOOKS = 21;

    @TempDir private Path folder;

    /// Where the store is.
    String store() {
        return "jobs.db";
    }

    private StorePeer peer() {
        return StorePeer.start(folder, Map.of(), "--store", store(), "--node", "a");
    }

    /// Copies the job with the id `first` so often, as other starts of the same line would.
    private static void copy(Witnesses witnesses, int copies) {
        var columns =
                "name, type, definition, policy, type_policy, priority, max_crashes, status, home,"
                        + " submitted, due";
        witnesses.update(
                "insert into jobber_jobs (id, "
                        + columns
                        + ") with recursive copies(copy) as (select 1 union all"
                        + " select copy + 1 from copies where copy < "
                        + copies
                        + ") select 'copy-' || copy, "
                        + columns
                        + " from copies, jobber_jobs where id = 'first'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --type t"})
    void questions_are_answered_at_once_and_the_heap_does_not_grow(String type) throws Exception {
        var witnesses = new Witnesses(folder, store());
        try (StorePeer peer = peer()) {
            for (String line :
                    List.of(
                            "set workers 0",
                            "type t --limit 5 --when-full queue --queue-max 1000000",
                            "start-job sim --ok --id first" + type)) {
                assertThat(peer.ask(line)).startsWith("{\"ok\"");
            }
            askAll(peer, type);
            long before = heap(peer);
            copy(witnesses, JOBS);
            Map<String, Duration> times = askAll(peer, type);
            long after = heap(peer);
            System.out.printf(
                    "queue of %d%s, %s: heap %d -> %d KiB; %s%n",
                    JOBS, type, store().replaceFirst(":.*", ""), before >> 10, after >> 10, times);

            assertThat(peer.ask("store")).contains("\"queued\": " + (JOBS + 1));
            assertThat(peer.ask("jobs --limit 20").split("\"copy-")).hasSize(1 + 20);
            assertThat(times.values()).allSatisfy(time -> assertThat(time).isLessThan(AT_ONCE));
            assertThat(after - before).isLessThan(ROOM);

            assertThat(peer.ask("set workers 4")).contains("\"ok\"");
            assertThat(peer.askUntil("job first", "\"done\"")).contains("\"attempts\": 1");
        }
    }

    /// The median time of what people ask, and of a start that is cancelled.
    private static Map<String, Duration> askAll(StorePeer peer, String type) {
        return Map.of(
                "jobs --limit 20", median(peer, "jobs --limit 20"),
                "store", median(peer, "store"),
                "types", median(peer, "types"),
                "nodes", median(peer, "nodes"),
                "job", median(peer, "job first"),
                "start", median(peer, "start-job sim --ok --id x" + type, "cancel x"));
    }

    private static Duration median(StorePeer peer, String... lines) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < LOOKS; i++) {
            long begin = System.nanoTime();
            for (String line : lines) {
                peer.ask(line);
            }
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return times.stream().sorted().toList().get(LOOKS / 2);
    }

    /// How many bytes of its heap are in use by what lives.
    private static long heap(StorePeer peer) throws IOException, InterruptedException {
        Process histogram =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(peer.pid()),
                                "GC.class_histogram")
                        .start();
        var all = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(histogram.waitFor()).isZero();
        String total = all.lines().filter(line -> line.startsWith("Total")).findFirst().orElse("");
        return Long.parseLong(total.trim().split(" +")[2]);
    }
}
