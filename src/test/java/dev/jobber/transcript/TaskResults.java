package dev.jobber.transcript;

import dev.jobber.otp.TaskResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What tasks came to, as it is printed: `{:ok, value}`, `{:exit, reason}`, `nil`.
final class TaskResults {
    private TaskResults() {}

    private static String tag(TaskResult<?> result) {
        return switch (result) {
            case TaskResult.Ok<?> _ -> "ok";
            case TaskResult.Exit<?> _ -> "exit";
        };
    }

    private static Object content(TaskResult<?> result) {
        return switch (result) {
            case TaskResult.Ok<?>(var value) -> value;
            case TaskResult.Exit<?>(var reason) -> reason;
        };
    }

    static String text(ReplayWorld host, Optional<? extends TaskResult<?>> result) {
        return result.map(it -> ReplayPrinter.tuple(":" + tag(it), host.print(content(it))))
                .orElse("nil");
    }

    /// A list of them; a keyword list if none is missing.
    static String text(
            ReplayWorld host, List<? extends Optional<? extends TaskResult<?>>> results) {
        boolean complete = results.stream().allMatch(Optional::isPresent);
        return results.stream()
                .map(it ->
                        complete
                                ? tag(it.orElseThrow())
                                        + ": "
                                        + host.print(content(it.orElseThrow()))
                                : text(host, it))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
