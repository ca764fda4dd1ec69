package dev.jobber.shell.top;

/// Which processes are to be seen, and in which order.
///
/// @param root the number of the process whose part of the tree is shown; 0 for all
/// @param isTree whether they stand under their parents; else all stand in one list
/// @param filter only processes that have this text are shown; empty for all
/// @param showsDead whether those that have just died are shown
record Arrangement(long root, Order order, boolean isTree, String filter, boolean showsDead) {
    /// Everything, as a tree.
    static final Arrangement ALL =
            new Arrangement(0, new Order(SortKey.START, false), true, "", true);

    /// In which order processes stand that have the same parent.
    ///
    /// @param isReversed whether the order is turned round
    record Order(SortKey key, boolean isReversed) {}

    Arrangement withRoot(long newRoot) {
        return new Arrangement(newRoot, order, isTree, filter, showsDead);
    }

    Arrangement withOrder(SortKey key, boolean isReversed) {
        return new Arrangement(root, new Order(key, isReversed), isTree, filter, showsDead);
    }

    Arrangement asTree(boolean newIsTree) {
        return new Arrangement(root, order, newIsTree, filter, showsDead);
    }

    Arrangement withFilter(String newFilter) {
        return new Arrangement(root, order, isTree, newFilter, showsDead);
    }

    Arrangement withDead(boolean newShowsDead) {
        return new Arrangement(root, order, isTree, filter, newShowsDead);
    }
}
