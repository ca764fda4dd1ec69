package dev.jobber.job.kind.program.os;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The processes that lived at one look, as they are asked for.
final class ProcessSnapshot {
    private final Map<Long, OsProcess> byPid = new HashMap<>();
    private final Map<Long, List<OsProcess>> byParent = new HashMap<>();
    private final Map<Long, List<OsProcess>> byGroup = new HashMap<>();
    private final Map<String, List<OsProcess>> byMark = new HashMap<>();

    /// @param marks says which mark a process has in its environment
    ProcessSnapshot(List<OsProcess> living, Function<OsProcess, Optional<String>> marks) {
        for (OsProcess each : living) {
            byPid.put(each.pid(), each);
            byParent.computeIfAbsent(each.parent(), _ -> new ArrayList<>(1)).add(each);
            byGroup.computeIfAbsent(each.group(), _ -> new ArrayList<>(1)).add(each);
            marks.apply(each)
                    .ifPresent(mark ->
                            byMark.computeIfAbsent(mark, _ -> new ArrayList<>(1)).add(each));
        }
    }

    /// The process of this number.
    Optional<OsProcess> process(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /// The processes that have this parent.
    List<OsProcess> children(long pid) {
        return byParent.getOrDefault(pid, List.of());
    }

    /// The processes of this group.
    List<OsProcess> group(long group) {
        return byGroup.getOrDefault(group, List.of());
    }

    /// The processes that have this mark.
    List<OsProcess> marked(String mark) {
        return byMark.getOrDefault(mark, List.of());
    }
}
