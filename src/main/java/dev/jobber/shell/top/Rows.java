package dev.jobber.shell.top;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The processes of a snapshot in the order in which they are shown. Those under a process that is
/// folded are left out.
final class Rows {
    /// Processes that stand this deep in the tree, and deeper, are folded at first: the jobs are
    /// shown, and not the processes of each job.
    private static final int FOLDED_FROM = 2;

    private final Snapshot snapshot;
    private int[] places = new int[64];
    private int[] depths = new int[64];
    private int size;

    /// The folds; empty if all processes are open.
    private Optional<Map<Long, Boolean>> opened = Optional.empty();

    private Rows(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// Whether the children of a process are shown.
    enum Fold {
        /// It has none.
        LEAF,
        /// They are shown.
        OPEN,
        /// They are not.
        CLOSED
    }

    /// A process with its place in the tree.
    ///
    /// @param depth how many processes stand above it
    /// @param children how many children it has
    record Row(Life life, int depth, Fold fold, int children) {}

    /// @param folds the processes that the user has opened (true) or folded (false), by number
    static Rows of(
            Snapshot snapshot,
            Arrangement arrangement,
            Map<Long, Boolean> folds,
            Facts.Source facts) {
        var rows = new Rows(snapshot);
        var choice = new Choice(snapshot, arrangement, facts);
        if (arrangement.isTree()) {
            rows.addTree(choice, folds);
        } else {
            for (int place : choice.sorted(choice.all())) {
                rows.add(place, 0);
            }
        }
        return rows;
    }

    private void add(int place, int depth) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            depths = Arrays.copyOf(depths, 2 * size);
        }
        places[size] = place;
        depths[size] = depth;
        size++;
    }

    /// A tree may be very deep, so what is left to do stands in a list.
    private void addTree(Choice choice, Map<Long, Boolean> folds) {
        var left = new Rows(snapshot);
        left.push(choice.sorted(choice.roots()), 0);
        opened = choice.isFiltered() ? Optional.empty() : Optional.of(folds);
        while (left.size > 0) {
            left.size--;
            int place = left.places[left.size];
            int depth = left.depths[left.size];
            add(place, depth);
            if (choice.isFiltered() || isOpen(place, depth, folds)) {
                left.push(
                        choice.sorted(choice.shown(snapshot.forest().childrenOf(place))),
                        depth + 1);
            }
        }
    }

    private void push(int[] siblings, int depth) {
        for (int i = siblings.length - 1; i >= 0; i--) {
            add(siblings[i], depth);
        }
    }

    private boolean isOpen(int place, int depth, Map<Long, Boolean> folds) {
        return folds.getOrDefault(snapshot.lives().get(place).number(), depth < FOLDED_FROM);
    }

    int size() {
        return size;
    }

    Row row(int index) {
        int place = places[index];
        int children = snapshot.forest().children(place);
        return new Row(
                snapshot.lives().get(place),
                depths[index],
                children == 0 ? Fold.LEAF : isOpen(index) ? Fold.OPEN : Fold.CLOSED,
                children);
    }

    private boolean isOpen(int index) {
        return opened.map(folds -> isOpen(places[index], depths[index], folds)).orElse(true);
    }

    /// The index of the row of a process; empty if it has none.
    Optional<Integer> indexOf(long number) {
        int place = Snapshot.place(snapshot.lives(), number);
        for (int i = 0; place != Forest.NONE && i < size; i++) {
            if (places[i] == place) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// The index of the nearest row above that stands less deep; empty if there is none.
    Optional<Integer> parentOf(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (depths[i] < depths[index]) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// Which processes are shown at all, and the order of siblings.
    private static final class Choice {
        private final Snapshot snapshot;
        private final Arrangement arrangement;
        private final Facts.Source facts;
        private final Optional<boolean[]> kept;

        Choice(Snapshot snapshot, Arrangement arrangement, Facts.Source facts) {
            this.snapshot = snapshot;
            this.arrangement = arrangement;
            this.facts = facts;
            this.kept =
                    arrangement.filter().isEmpty()
                            ? Optional.empty()
                            : Optional.of(kept(arrangement.filter().toLowerCase(Locale.ROOT)));
        }

        boolean isFiltered() {
            return kept.isPresent();
        }

        /// Those that match, and in a tree those above them.
        private boolean[] kept(String filter) {
            var matching = new boolean[snapshot.lives().size()];
            for (int i = 0; i < matching.length; i++) {
                Life life = snapshot.lives().get(i);
                matching[i] = facts.matches(life, filter);
            }
            if (arrangement.isTree()) {
                for (int i = matching.length - 1; i >= 0; i--) {
                    int parent = snapshot.forest().parent(i);
                    if (matching[i] && parent != Forest.NONE) {
                        matching[parent] = true;
                    }
                }
            }
            return matching;
        }

        private boolean isShown(int place) {
            return (kept.isEmpty() || kept.get()[place])
                    && (arrangement.showsDead()
                            || !snapshot.lives().get(place).isDead()
                            || snapshot.forest().children(place) > 0);
        }

        int[] shown(int[] places) {
            if (kept.isEmpty() && arrangement.showsDead()) {
                return places;
            }
            return Arrays.stream(places).filter(this::isShown).toArray();
        }

        int[] roots() {
            int root = Snapshot.place(snapshot.lives(), arrangement.root());
            return shown(
                    root == Forest.NONE
                            ? snapshot.forest().childrenOf(Forest.NONE)
                            : new int[] {root});
        }

        /// All that stand under the root.
        int[] all() {
            int root = Snapshot.place(snapshot.lives(), arrangement.root());
            var all = new int[snapshot.lives().size()];
            var isBelow = new boolean[all.length];
            int count = 0;
            for (int i = 0; i < all.length; i++) {
                int parent = snapshot.forest().parent(i);
                isBelow[i] =
                        root == Forest.NONE
                                || i == root
                                || parent != Forest.NONE && isBelow[parent];
                if (isBelow[i] && isShown(i)) {
                    all[count++] = i;
                }
            }
            return Arrays.copyOf(all, count);
        }

        /// Puts places in order. They come in the order of the starts.
        int[] sorted(int[] places) {
            int[] ordered =
                    switch (arrangement.order().key()) {
                        case START -> places;
                        case NAME -> byText(places, facts::name);
                        case STATUS -> byText(places, facts::status);
                        case MESSAGES ->
                                byCount(places, life -> life.glance().messageQueueLength());
                        case RATE -> byCount(places, life -> life.trend().perSecond());
                        case RESTARTS -> byCount(places, life -> facts.of(life).restarts().count());
                    };
            if (arrangement.order().isReversed()) {
                for (int i = 0, j = ordered.length - 1; i < j; i++, j--) {
                    int kept = ordered[i];
                    ordered[i] = ordered[j];
                    ordered[j] = kept;
                }
            }
            return ordered;
        }

        /// The greatest first; those that have the same stay as they are.
        private int[] byCount(int[] places, ToIntFunction<Life> count) {
            var keys = new long[places.length];
            for (int i = 0; i < places.length; i++) {
                long below = Integer.MAX_VALUE - count.applyAsInt(snapshot.lives().get(places[i]));
                keys[i] = below << Integer.SIZE | i;
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> places[(int) key]).toArray();
        }

        private int[] byText(int[] places, Function<Life, String> text) {
            record Named(String text, int place) {}
            return Arrays.stream(places)
                    .mapToObj(place -> new Named(text.apply(snapshot.lives().get(place)), place))
                    .sorted(Comparator.comparing(Named::text))
                    .mapToInt(Named::place)
                    .toArray();
        }
    }
}
