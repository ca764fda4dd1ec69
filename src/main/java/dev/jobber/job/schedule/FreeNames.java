package dev.jobber.job.schedule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Names for schedules that are given none of their own.
public final class FreeNames {
    private FreeNames() {}

    /// A schedule that is there.
    ///
    /// @param isLike whether it comes at the same times as the new one, and starts the same
    /// @param hasEnded whether no run of it comes
    public record Known(String name, boolean isLike, boolean hasEnded) {}

    /// The name of a schedule like the new one, or the first that is free: the base, or the base
    /// with `-2` behind it, and so on.
    public static String of(String base, List<Known> known) {
        return known.stream()
                .filter(Known::isLike)
                .map(Known::name)
                .filter(name -> name.equals(base) || name.startsWith(base + "-"))
                .findFirst()
                .orElseGet(() -> firstFree(base, known));
    }

    private static String firstFree(String base, List<Known> known) {
        Set<String> taken =
                known.stream()
                        .filter(each -> !each.hasEnded())
                        .map(Known::name)
                        .collect(Collectors.toSet());
        int number = 1;
        String name = base;
        while (taken.contains(name)) {
            name = base + "-" + ++number;
        }
        return name;
    }
}
