package dev.jobber.shell.view;

import dev.jobber.observer.ProcessTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A supervision tree in which a supervisor has so few children that a picture of them can be read:
/// of many, the first are shown, and the others are counted.
///
/// @param process the process
/// @param children those of its children that are shown
/// @param rest what is said of the others; empty where there are none
record FoldedTree(ProcessTree.Entry process, List<FoldedTree> children, String rest) {
    /// How many children of a supervisor are shown.
    static final int SHOWN = 50;

    FoldedTree {
        children = List.copyOf(children);
    }

    static FoldedTree of(ProcessTree tree) {
        List<ProcessTree> all = tree.children();
        // One line for one child more takes as much room as the child.
        int shown = all.size() <= SHOWN + 1 ? all.size() : SHOWN;
        return new FoldedTree(
                tree.process(),
                all.subList(0, shown).stream().map(FoldedTree::of).toList(),
                rest(all.subList(shown, all.size())));
    }

    /// `… 9 950 more, all done`
    private static String rest(List<ProcessTree> others) {
        if (others.isEmpty()) {
            return "";
        }
        Map<String, Long> byStatus =
                others.stream()
                        .collect(
                                Collectors.groupingBy(
                                        FoldedTree::status, TreeMap::new, Collectors.counting()));
        String what =
                byStatus.size() == 1
                        ? ", all " + byStatus.keySet().iterator().next()
                        : ": "
                                + byStatus.entrySet().stream()
                                        .map(each -> number(each.getValue()) + " " + each.getKey())
                                        .collect(Collectors.joining(", "));
        return "… " + number(others.size()) + " more" + what;
    }

    /// The status of a job's supervisor is that of its job, which is what a reader looks for.
    private static String status(ProcessTree tree) {
        return tree.children().size() == 1
                ? status(tree.children().getFirst())
                : tree.process().status();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }
}
