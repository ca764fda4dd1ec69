package dev.jobber.shell.result;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/// Rows of a long list, each made when it is looked at.
final class MappedRows<T> extends AbstractList<Value> implements RandomAccess {
    private final List<T> items;
    private final Function<T, Value.Fields> row;

    /// @param items do not change
    MappedRows(List<T> items, Function<T, Value.Fields> row) {
        this.items = List.copyOf(items);
        this.row = row;
    }

    @Override
    public Value get(int index) {
        return row.apply(items.get(index));
    }

    @Override
    public int size() {
        return items.size();
    }
}
