package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.store.LoadedNode.Load;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// One program after the other is killed at a random moment of its life, while it starts jobs and
/// runs those of the ones before.
///
/// It takes minutes, so it runs by `scripts/test -Pendurance` only. `-Dendurance.kills=5` makes it
/// shorter, and `-Dendurance.seed=7` has it kill at other moments.
@Tag("endurance")
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class KillEnduranceTest {
    private static final int KILLS = Integer.getInteger("endurance.kills", 50);
    private static final int SEED = Integer.getInteger("endurance.seed", 1);

    /// How many jobs each program is to start.
    private static final int JOBS = 200;

    /// A program lives so long at most: long enough to start all of its jobs and to run many.
    private static final int LIFE_MILLIS = 5_000;

    @TempDir private Path folder;

    /// Where the store is.
    String store() {
        return "jobs.db";
    }

    private LoadedNode node(int number, Load load, int most) {
        StorePeer peer =
                StorePeer.start(folder, Map.of(), "--store", store(), "--node", "n" + number);
        return new LoadedNode(peer, load, List.of("set lease 1s"), most);
    }

    @Test
    void what_was_answered_is_done_and_completed_once_however_often_programs_are_killed()
            throws Exception {
        var witnesses = new Witnesses(folder, store());
        var load = new Load(id -> Witnesses.job(id, "0.01"), "1ms");
        var random = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            try (LoadedNode node = node(i, load, JOBS)) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LIFE_MILLIS));
                node.kill();
            }
        }
        int left = Math.max(1, KILLS * JOBS - load.answered().size());
        System.out.printf(
                "kills: %d; answered before: %d; done before: %d%n",
                KILLS, load.answered().size(), witnesses.lines("log").size() / 2);
        try (LoadedNode last = node(KILLS, load, left)) {
            Witnesses.until("all are started", () -> load.answered().size() >= KILLS * JOBS);
            witnesses.awaitEnds();
            last.quiet().end();
        }

        assertThat(load.answered()).hasSizeGreaterThanOrEqualTo(KILLS * JOBS);
        witnesses.assertAllDoneOnce(load.answered(), load.doubtful());
    }
}
