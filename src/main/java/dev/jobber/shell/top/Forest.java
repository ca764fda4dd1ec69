package dev.jobber.shell.top;

import java.util.List;

/// Which process of a snapshot has started which. A process is named by its place in the list of
/// the snapshot, which is in the order of their numbers; so a parent stands before its children.
final class Forest {
    /// Stands for no process.
    static final int NONE = -1;

    private final int[] parents;
    private final int[] firsts;
    private final int[] nexts;
    private final int[] children;
    private final int firstRoot;

    private Forest(int size) {
        parents = new int[size];
        firsts = new int[size];
        nexts = new int[size];
        children = new int[size];
        firstRoot = size == 0 ? NONE : 0;
    }

    private Forest(Forest made, int firstRoot) {
        parents = made.parents;
        firsts = made.firsts;
        nexts = made.nexts;
        children = made.children;
        this.firstRoot = firstRoot;
    }

    /// @param lives in the order of their numbers
    static Forest of(List<Life> lives) {
        var forest = new Forest(lives.size());
        int before = NONE;
        for (int i = 0; i < lives.size(); i++) {
            forest.firsts[i] = NONE;
            before = place(lives, lives.get(i).parent(), i, before);
            forest.parents[i] = before;
        }
        int root = NONE;
        for (int i = lives.size() - 1; i >= 0; i--) {
            int parent = forest.parents[i];
            if (parent == NONE) {
                forest.nexts[i] = root;
                root = i;
            } else {
                forest.nexts[i] = forest.firsts[parent];
                forest.firsts[parent] = i;
                forest.children[parent]++;
            }
        }
        return new Forest(forest, root);
    }

    /// The place of a process. Processes that were started one after the other often have the same
    /// parent, or the first is the parent of the second.
    ///
    /// @param end the place must be before this one
    /// @param guess the place that was found last
    private static int place(List<Life> lives, long number, int end, int guess) {
        if (number == 0) {
            return NONE;
        }
        if (guess != NONE && lives.get(guess).number() == number) {
            return guess;
        }
        if (end > 0 && lives.get(end - 1).number() == number) {
            return end - 1;
        }
        int found = Snapshot.place(lives, number);
        return found < end ? found : NONE;
    }

    int size() {
        return parents.length;
    }

    /// The place of the parent of a process.
    int parent(int place) {
        return parents[place];
    }

    /// How many children a process has.
    int children(int place) {
        return children[place];
    }

    /// The places of the children of a process, in the order of their starts.
    ///
    /// @param place [#NONE] for the processes that have no parent
    int[] childrenOf(int place) {
        int first = place == NONE ? firstRoot : firsts[place];
        int count = 0;
        for (int i = first; i != NONE; i = nexts[i]) {
            count++;
        }
        var places = new int[count];
        int next = 0;
        for (int i = first; i != NONE; i = nexts[i]) {
            places[next++] = i;
        }
        return places;
    }
}
