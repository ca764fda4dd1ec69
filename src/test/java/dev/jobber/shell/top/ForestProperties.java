package dev.jobber.shell.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessGlance;
import dev.jobber.otp.ProcessStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever started whatever, each process has one row, under its parent.
class ForestProperties {
    private static final int MOST = 40;
    private static final ProcessGlance IDLE = new ProcessGlance(ProcessStatus.WAITING, 0, 0);

    private static final Facts.Source FACTS =
            new Facts.Source() {
                @Override
                public Facts of(Life life) {
                    return new Facts(
                            name(life),
                            status(life),
                            Facts.Restarts.NONE,
                            Optional.empty(),
                            Optional.empty());
                }

                @Override
                public String name(Life life) {
                    return "p" + life.number() % 7;
                }

                @Override
                public String status(Life life) {
                    return "waiting";
                }

                @Override
                public boolean matches(Life life, String text) {
                    return name(life).contains(text);
                }
            };

    private static final List<TreeOfProcesses> OPEN = new ArrayList<>();

    private static TreeOfProcesses tree() {
        return OPEN.getFirst();
    }

    @BeforeContainer
    static void open() {
        OPEN.add(new TreeOfProcesses());
    }

    @AfterContainer
    static void close() {
        tree().close();
        OPEN.clear();
    }

    /// For each process the place of its parent before it, or -1.
    @Provide
    Arbitrary<List<Integer>> parents() {
        return Arbitraries.integers()
                .between(-3, MOST)
                .list()
                .ofMaxSize(MOST)
                .map(all ->
                        IntStream.range(0, all.size())
                                .mapToObj(i -> Math.max(-1, i == 0 ? -1 : all.get(i) % (i + 1) - 1))
                                .toList());
    }

    private static Snapshot snapshot(List<Integer> parents) {
        List<Pid> pids = Stream.generate(tree()::idle).limit(parents.size()).toList();
        var lives = new ArrayList<Life>();
        for (int i = 0; i < parents.size(); i++) {
            long parent = parents.get(i) < 0 ? 0 : pids.get(parents.get(i)).id();
            lives.add(new Life(pids.get(i), parent, IDLE, Trend.NONE, Optional.empty()));
        }
        return new Snapshot(Instant.EPOCH, lives, Forest.of(lives));
    }

    @Property(tries = 200)
    void each_process_stands_under_its_parent(@ForAll("parents") List<Integer> parents) {
        Forest forest = snapshot(parents).forest();

        assertThat(IntStream.range(0, forest.size()).map(forest::parent).boxed().toList())
                .isEqualTo(parents);
        for (int place = -1; place < parents.size(); place++) {
            int parent = place;
            assertThat(forest.childrenOf(place))
                    .containsExactly(
                            IntStream.range(0, parents.size())
                                    .filter(i -> parents.get(i) == parent)
                                    .toArray());
        }
    }

    @Property(tries = 200)
    void every_arrangement_of_the_open_tree_has_each_process_once_below_its_parent(
            @ForAll("parents") List<Integer> parents,
            @ForAll SortKey sort,
            @ForAll boolean isReversed) {
        Snapshot snapshot = snapshot(parents);
        var folds = new HashMap<Long, Boolean>();
        snapshot.lives().forEach(life -> folds.put(life.number(), true));

        Rows rows =
                Rows.of(
                        snapshot,
                        Arrangement.ALL.withOrder(sort, isReversed),
                        Map.copyOf(folds),
                        FACTS);

        List<Long> shown =
                IntStream.range(0, rows.size()).mapToObj(i -> rows.row(i).life().number()).toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        snapshot.lives().stream().map(Life::number).toList());
        for (int i = 0; i < rows.size(); i++) {
            long parent = rows.row(i).life().parent();
            assertThat(rows.parentOf(i).map(at -> rows.row(at).life().number()))
                    .isEqualTo(parent == 0 ? Optional.empty() : Optional.of(parent));
        }
    }
}
