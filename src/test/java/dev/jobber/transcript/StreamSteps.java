package dev.jobber.transcript;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Task;
import dev.jobber.otp.TaskResult;
import dev.jobber.otp.TaskStream;
import dev.jobber.otp.TaskSupervisor;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The step `stream`: section 8.
final class StreamSteps {
    private final ReplayWorld host;
    private final Bare bare;

    StreamSteps(ReplayWorld host, Bare bare) {
        this.host = host;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("stream", this::stream);
    }

    private List<String> stream(List<String> words) {
        Words.Options options = Words.options(Words.after(words, 2));
        Map<String, String> things = things(options.plain());
        List<Term> items = ((Term.Items) TermParser.parse(words.get(1))).items();
        TaskStream.Options how = how(options);
        Optional<Pid> supervisor =
                Optional.ofNullable(things.get("nolink")).map(host.names()::need);
        long limit =
                Optional.ofNullable(things.get("take")).map(Long::parseLong).orElse(Long.MAX_VALUE);
        Function<Term, Term> code = item -> timesTen((Term.Int) item, things);
        return bare
                .outcome(
                        host.names().need(words.getFirst()),
                        () -> {
                            try (Stream<TaskResult<Term>> results =
                                    supervisor
                                            .map(it ->
                                                    TaskSupervisor.asyncStreamNolink(
                                                            it, items, code, how))
                                            .orElseGet(() -> Task.asyncStream(items, code, how))) {
                                return TaskResults.text(
                                        host, results.limit(limit).map(Optional::of).toList());
                            }
                        })
                .map(outcome ->
                        outcome instanceof ReplayOutcome.Raised(var problem)
                                ? "raise " + ExceptionNames.module(problem)
                                : host.printer().result(outcome))
                .stream()
                .toList();
    }

    /// The words in pairs: what, and its argument.
    private static Map<String, String> things(List<String> words) {
        Map<String, String> things = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            things.put(words.get(i), words.get(i + 1));
        }
        return things;
    }

    private static TaskStream.Options how(Words.Options options) {
        var how = TaskStream.Options.DEFAULT;
        if (options.get("max_concurrency").isPresent()) {
            how =
                    how.withMaxConcurrency(
                            options.number("max_concurrency").orElseThrow().intValue());
        }
        if (options.get("ordered").isPresent()) {
            how = how.withOrdered(options.get("ordered").orElseThrow().equals("true"));
        }
        if (options.get("timeout").isPresent()) {
            how = how.withTimeout(ServerSteps.duration(options.get("timeout").orElseThrow()));
        }
        if (options.get("zip").isPresent()) {
            how = how.withZipInputOnExit(true);
        }
        if (options.get("on_timeout").isPresent()) {
            how =
                    how.withOnTimeout(
                            TaskStream.OnTimeout.valueOf(
                                    options.get("on_timeout").orElseThrow().toUpperCase()));
        }
        return how;
    }

    private static Term timesTen(Term.Int item, Map<String, String> things) {
        things.forEach((what, argument) -> {
            switch (what) {
                case "sleep_each" ->
                        Process.sleep(
                                Duration.ofMillis(Long.parseLong(argument))
                                        .multipliedBy(item.value().longValue()));
                case "raise_on" -> {
                    if (item.toString().equals(argument)) {
                        throw new RuntimeException("boom");
                    }
                }
                case "exit_on" -> {
                    if (item.toString().equals(argument)) {
                        throw new ExitException(ExitReason.word("boom"));
                    }
                }
                case "stuck_on" -> {
                    if (item.toString().equals(argument)) {
                        Process.sleep(Process.INFINITY);
                    }
                }
                default -> {}
            }
        });
        return new Term.Int(item.value().multiply(BigInteger.TEN));
    }
}
