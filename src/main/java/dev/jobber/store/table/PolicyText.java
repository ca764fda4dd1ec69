package dev.jobber.store.table;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Limit;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Policies as text, as the tables have them: `limit=5 when_full=queue timeout=PT1H`. The label and
/// the key of a job are not in it; they have columns of their own.
final class PolicyText {
    private static final String NONE = "none";

    private PolicyText() {}

    static String format(JobPolicy policy) {
        AdmissionPolicy admission = policy.admission();
        List<String> parts = new ArrayList<>();
        add(parts, "limit", admission.limit());
        add(parts, "when_full", admission.whenFull());
        add(parts, "queue_max", admission.queueMax());
        add(parts, "rate", admission.rate().map(PolicyText::format));
        add(parts, "priority", admission.priority());
        add(parts, "retries", policy.retries().most());
        add(parts, "backoff", policy.retries().backoff().map(PolicyText::format));
        add(parts, "timeout", policy.times().timeout());
        add(parts, "grace", policy.times().grace());
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, String name, Optional<?> value) {
        value.ifPresent(it -> parts.add(name + "=" + it));
    }

    private static String format(Rate rate) {
        return switch (rate) {
            case Rate.None() -> NONE;
            case Rate.Per(int starts, Duration time) -> starts + "/" + time;
        };
    }

    private static String format(Backoff backoff) {
        return switch (backoff) {
            case Backoff.Fixed(Duration delay) -> "fixed:" + delay;
            case Backoff.Linear(Duration step) -> "linear:" + step;
            case Backoff.Exponential(Duration first, Duration most, int jitter) ->
                    "exp:" + first + ":" + most + ":" + jitter;
        };
    }

    static JobPolicy parse(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new JobPolicy(
                Optional.empty(),
                Optional.empty(),
                new AdmissionPolicy(
                        get(parts, "limit", PolicyText::limit),
                        get(parts, "when_full", PolicyText::whenFull),
                        get(parts, "queue_max", Integer::valueOf),
                        get(parts, "rate", PolicyText::rate),
                        get(parts, "priority", Integer::valueOf)),
                new JobPolicy.Retries(
                        get(parts, "retries", Integer::valueOf),
                        get(parts, "backoff", PolicyText::backoff)),
                new JobPolicy.Times(
                        get(parts, "timeout", Duration::parse),
                        get(parts, "grace", Duration::parse)));
    }

    private static <T> Optional<T> get(
            Map<String, String> parts, String name, Function<String, T> reader) {
        return Optional.ofNullable(parts.get(name)).map(reader);
    }

    private static Limit limit(String text) {
        return text.equals(NONE) ? Limit.NONE : Limit.of(Integer.parseInt(text));
    }

    private static WhenFull whenFull(String text) {
        return WhenFull.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Rate rate(String text) {
        if (text.equals(NONE)) {
            return Rate.NONE;
        }
        String[] parts = text.split("/", 2);
        return new Rate.Per(Integer.parseInt(parts[0]), Duration.parse(parts[1]));
    }

    private static Backoff backoff(String text) {
        String[] parts = text.split(":");
        Duration first = Duration.parse(parts[1]);
        return switch (parts[0]) {
            case "fixed" -> new Backoff.Fixed(first);
            case "linear" -> new Backoff.Linear(first);
            default ->
                    new Backoff.Exponential(
                            first, Duration.parse(parts[2]), Integer.parseInt(parts[3]));
        };
    }
}
