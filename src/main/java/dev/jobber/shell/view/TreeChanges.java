package dev.jobber.shell.view;

import dev.jobber.job.Jobber;
import dev.jobber.observer.ProcessTree;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What has changed in a tree between two looks at it: which processes are new, which are gone, and
/// which were restarted.
public final class TreeChanges {
    private final List<ProcessTree.Entry> born = new ArrayList<>();
    private final List<Gone> gone = new ArrayList<>();
    private final List<Restarted> restarted = new ArrayList<>();

    /// A process that lives no more.
    ///
    /// @param status what stands in its place now, if anything does
    private record Gone(ProcessTree.Entry process, Optional<String> status) {}

    private record Restarted(ProcessTree.Entry before, ProcessTree.Entry after) {}

    private TreeChanges() {}

    /// What has changed.
    public static TreeChanges between(ProcessTree before, ProcessTree after) {
        var changes = new TreeChanges();
        Map<String, ProcessTree.Entry> earlier = live(before);
        Map<String, ProcessTree.Entry> later = live(after);
        boolean isSameRoot = before.process().name().equals(after.process().name());
        changes.compare(Optional.of(before), Optional.of(after), earlier, later, isSameRoot);
        return changes;
    }

    private static Map<String, ProcessTree.Entry> live(ProcessTree tree) {
        Map<String, ProcessTree.Entry> processes = new HashMap<>();
        add(tree, processes);
        return processes;
    }

    private static void add(ProcessTree tree, Map<String, ProcessTree.Entry> processes) {
        if (isLive(tree.process())) {
            processes.put(tree.process().pid(), tree.process());
        }
        tree.children().forEach(child -> add(child, processes));
    }

    private static boolean isLive(ProcessTree.Entry process) {
        return process.pid().startsWith("#PID<");
    }

    /// Compares what stands at one place of both trees.
    ///
    /// @param earlier the processes of the tree before, by pid, wherever they stood
    /// @param later those of the tree after
    /// @param comesBack whether the process above was restarted, and has started this one again
    private void compare(
            Optional<ProcessTree> before,
            Optional<ProcessTree> after,
            Map<String, ProcessTree.Entry> earlier,
            Map<String, ProcessTree.Entry> later,
            boolean comesBack) {
        Optional<ProcessTree.Entry> old =
                before.map(ProcessTree::process)
                        .filter(it -> isLive(it) && !later.containsKey(it.pid()));
        Optional<ProcessTree.Entry> young =
                after.map(ProcessTree::process)
                        .filter(it -> isLive(it) && !earlier.containsKey(it.pid()));
        boolean isRestarted =
                old.isPresent()
                        && young.isPresent()
                        && (comesBack || young.get().restarts() > old.get().restarts());
        if (isRestarted) {
            restarted.add(new Restarted(old.get(), young.get()));
        } else {
            old.ifPresent(it -> gone.add(new Gone(it, after.map(now -> now.process().status()))));
            young.ifPresent(born::add);
        }
        // JobRunner forgets its children when it ends: they do not come back with it.
        boolean comeBack = isRestarted && !young.get().name().equals(Jobber.RUNNER);
        List<ProcessTree> was = before.map(ProcessTree::children).orElse(List.of());
        List<ProcessTree> is = after.map(ProcessTree::children).orElse(List.of());
        Set<String> ambiguous = repeated(was);
        ambiguous.addAll(repeated(is));
        Map<String, ProcessTree> left = new LinkedHashMap<>();
        was.forEach(child -> left.put(key(child, ambiguous), child));
        for (ProcessTree child : is) {
            Optional<ProcessTree> same = Optional.ofNullable(left.remove(key(child, ambiguous)));
            compare(same, Optional.of(child), earlier, later, comeBack);
        }
        left.values()
                .forEach(child ->
                        compare(Optional.of(child), Optional.empty(), earlier, later, comeBack));
    }

    /// The names that several of these have.
    private static Set<String> repeated(List<ProcessTree> children) {
        var seen = new HashSet<String>();
        return children.stream()
                .map(child -> child.process().name())
                .filter(name -> !seen.add(name))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// By what a process is found in the other tree: its name, or its pid where several have the
    /// name.
    private static String key(ProcessTree child, Set<String> ambiguous) {
        ProcessTree.Entry process = child.process();
        return ambiguous.contains(process.name()) ? process.pid() : process.name();
    }

    /// The changes for programs.
    public Value value() {
        return Value.Fields.none()
                .with("new", rows(born.stream().map(TreeChanges::row)))
                .with(
                        "gone",
                        rows(
                                gone.stream()
                                        .map(it ->
                                                row(it.process())
                                                        .with(
                                                                "status",
                                                                Value.ofText(it.status())))))
                .with(
                        "restarted",
                        rows(
                                restarted.stream()
                                        .map(it ->
                                                row(it.after())
                                                        .with("was", it.before().pid())
                                                        .with("restarts", it.after().restarts()))));
    }

    private static Value rows(Stream<Value.Fields> rows) {
        return new Value.Rows(rows.<Value>map(row -> row).toList());
    }

    private static Value.Fields row(ProcessTree.Entry process) {
        return Value.Fields.none()
                .with("name", process.name())
                .with("pid", process.pid())
                .with("type", process.type())
                .with("status", process.status());
    }

    /// The changes for people.
    public Rendering rendering() {
        List<Value> rows = new ArrayList<>();
        born.forEach(it -> rows.add(line("new", it, Optional.of(it.status()), Value.nothing())));
        restarted.forEach(it ->
                rows.add(
                        line(
                                "restarted",
                                it.after(),
                                Optional.of(it.after().status()),
                                new Value.Text(it.before().pid()))));
        gone.forEach(it -> rows.add(line("gone", it.process(), it.status(), Value.nothing())));
        return rows.isEmpty() ? _ -> "nothing has changed" : Rendering.of(new Value.Rows(rows));
    }

    private static Value line(
            String change, ProcessTree.Entry process, Optional<String> status, Value before) {
        return Value.Fields.none()
                .with("change", change)
                .with("name", process.name())
                .with("pid", process.pid())
                .with("status", Value.ofText(status))
                .with("was", before);
    }

    /// The tree that the answer of `tree` holds.
    ///
    /// @param name what the line calls it
    /// @throws ShellException if it holds none
    public static ProcessTree tree(Value value, String name) {
        return tree(value)
                .orElseThrow(() ->
                        new ShellException(
                                new UserError(
                                        ErrorCode.USAGE,
                                        "expected the answer of 'tree' in " + name,
                                        "keep one with a = tree")));
    }

    private static Optional<ProcessTree> tree(Value value) {
        if (!(value instanceof Value.Fields(Map<String, Value> fields))
                || !(fields.get("children") instanceof Value.Rows(List<Value> rows))
                || !(fields.get("restarts") instanceof Value.Whole(long restarts))) {
            return Optional.empty();
        }
        List<Optional<ProcessTree>> children = rows.stream().map(TreeChanges::tree).toList();
        return children.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new ProcessTree(
                                new ProcessTree.Entry(
                                        new ProcessTree.Called(
                                                text(fields, "name"),
                                                Optional.of(text(fields, "label"))
                                                        .filter(it -> !it.isEmpty())),
                                        text(fields, "pid"),
                                        text(fields, "type"),
                                        text(fields, "status"),
                                        (int) restarts),
                                children.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static String text(Map<String, Value> fields, String name) {
        return Optional.ofNullable(fields.get(name)).flatMap(Value::principal).orElse("");
    }
}
