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
                table.add(only);
                table.add(cell);
                yield table;
            }
            case Table table -> {
                table.add(cell);
                yield table;
            }
            default -> throw new IllegalStateException("expected a set of cells, got: " + set);
        };
    }

    static @Nullable Object remove(@Nullable Object set, Cell cell) {
        if (set instanceof Table table) {
            table.remove(cell);
            return table.size == 0 ? null : table;
        }
        return set == cell ? null : set;
    }

    static boolean contains(@Nullable Object set, Cell cell) {
        return set == cell || (set instanceof Table table && table.contains(cell));
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

    /// Open addressing, linear probing, at most two thirds full; a removed entry's followers move
    /// up.
    private static final class Table {
        private @Nullable Cell[] slots = new @Nullable Cell[8];
        private int size;

        private int home(Cell cell, int mask) {
            return (int) (cell.id() * 0x9E3779B97F4A7C15L >>> 32) & mask;
        }

        private int find(Cell cell) {
            int mask = slots.length - 1;
            int i = home(cell, mask);
            while (slots[i] != null && slots[i] != cell) {
                i = (i + 1) & mask;
            }
            return i;
        }

        boolean contains(Cell cell) {
            return slots[find(cell)] == cell;
        }

        void add(Cell cell) {
            int i = find(cell);
            if (slots[i] == cell) {
                return;
            }
            slots[i] = cell;
            size++;
            if (size * 3 > slots.length * 2) {
                resize(slots.length * 2);
            }
        }

        void remove(Cell cell) {
            int mask = slots.length - 1;
            int hole = find(cell);
            if (slots[hole] == null) {
                return;
            }
            size--;
            int i = hole;
            while (true) {
                slots[hole] = null;
                Cell follower;
                int home;
                do {
                    i = (i + 1) & mask;
                    follower = slots[i];
                    if (follower == null) {
                        if (size * 8 < slots.length && slots.length > 8) {
                            resize(slots.length / 2);
                        }
                        return;
                    }
                    home = home(follower, mask);
                } while (((i - home) & mask) < ((i - hole) & mask));
                slots[hole] = follower;
                hole = i;
            }
        }

        private void resize(int capacity) {
            @Nullable Cell[] old = slots;
            slots = new @Nullable Cell[capacity];
            for (Cell cell : old) {
                if (cell != null) {
                    slots[find(cell)] = cell;
                }
            }
        }

        void forEach(Consumer<Cell> action) {
            for (Cell cell : slots) {
                if (cell != null) {
                    action.accept(cell);
                }
            }
        }
    }
}
