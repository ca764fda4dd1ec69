package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.Misfire;
import dev.jobber.job.schedule.Overlap;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.shell.parse.ProcessNames;
import dev.jobber.shell.parse.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a line says of how its schedule behaves.
final class ScheduleOptions {
    /// What becomes of runs, in the help of commands that start many.
    static final String ENDED_RUNS =
            "The supervisor of each run stays until it is stopped, as that of any job does; 'set finished-jobs reap' ends it with its job.";

    @Option(
            names = "--overlap",
            paramLabel = "OVERLAP",
            description =
                    "While the run before it has not ended, a run is left out (skip), waits (queue), stops that one (replace) or starts beside it (allow); skip is the default.")
    private Overlap overlap = Overlap.SKIP;

    @Option(
            names = "--misfire",
            paramLabel = "MISFIRE",
            description =
                    "Runs that are missed are left out (skip), make one run together (once) or all start (all); skip is the default. A run is missed if it is more than a minute late, or if the run after it is due too.")
    private Misfire misfire = Misfire.SKIP;

    @Option(
            names = "--jitter",
            paramLabel = "D",
            description = "Each run comes later by a random time below D (0s).")
    private Duration jitter = Duration.ZERO;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the schedule is called (as its job); one of this name is replaced.")
    private Optional<String> name = Optional.empty();

    void validate(Validation validation) {
        name.ifPresent(text -> ProcessNames.validate(validation, text));
    }

    Optional<String> name() {
        return name;
    }

    Schedule.Rules rules() {
        return new Schedule.Rules(overlap, misfire, jitter);
    }

    /// The words of a line without these options.
    ///
    /// @param more options with a value that are left out too
    static List<String> without(List<String> words, String... more) {
        List<String> names =
                Stream.concat(
                                Arrays.stream(ScheduleOptions.class.getDeclaredFields())
                                        .flatMap(field ->
                                                Stream.ofNullable(
                                                        field.getAnnotation(Option.class)))
                                        .flatMap(option -> Arrays.stream(option.names())),
                                Arrays.stream(more))
                        .toList();
        var left = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                left.addAll(words.subList(i, words.size()));
                break;
            }
            if (names.contains(word)) {
                i++;
            } else if (names.stream().noneMatch(name -> word.startsWith(name + "="))) {
                left.add(word);
            }
        }
        return List.copyOf(left);
    }
}
