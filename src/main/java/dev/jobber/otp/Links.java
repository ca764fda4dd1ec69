package dev.jobber.otp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A set of cells that costs nothing when it is empty and a reference when it has one member, as
/// nearly all have.
///
/// The set is null, a [Cell], or a [Table]; every operation answers the set to keep. Whoever keeps
/// it guards it.
final class Links {
    private Links() {}

    static Object add(@Nullable Object set, Cell cell) {
        return switch (set) {
            case null -> cell;
            case Cell only when only == cell -> only;
            case Cell only -> {
                Table table = new Table();
                table.put(only);
                table.put(cell);
                yield table;
            }
            case Table table -> {
                table.put(cell);
                yield table;
            }
            default -> throw new IllegalStateException("expected a set of cells, got: " + set);
        };
    }

    static @Nullable Object remove(@Nullable Object set, Cell cell) {
        if (set instanceof Table table) {
            table.remove(cell);
            return table.size() > 1 ? table : table.any();
        }
        return set == cell ? null : set;
    }

    static boolean contains(@Nullable Object set, Cell cell) {
        return set == cell || (set instanceof Table table && table.get(cell) != null);
    }

    static void forEach(@Nullable Object set, Consumer<Cell> action) {
        if (set instanceof Cell only) {
            action.accept(only);
        } else if (set instanceof Table table) {
            table.forEach(action);
        }
    }

    static List<Pid> toList(@Nullable Object set) {
        List<Pid> all = new ArrayList<>();
        forEach(set, all::add);
        return all;
    }

    private static final class Table extends CellTable<Cell> {
        @Override
        Cell cellOf(Cell cell) {
            return cell;
        }
    }
}
