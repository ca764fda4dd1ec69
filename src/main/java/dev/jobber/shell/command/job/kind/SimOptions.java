package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.Sim;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Scripts;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sim`: work that only pretends.
@Command(description = "Simulated work: it sleeps, and then ends as you say.")
final class SimOptions implements KindOptions<Sim> {
    /// The word for the kind.
    static final String WORD = "sim";

    @Option(names = "--sleep", paramLabel = "D", description = "How long it takes (0s).")
    private Optional<Duration> sleep = Optional.empty();

    @ArgGroup(exclusive = true)
    private Ending ending = new Ending();

    @Option(
            names = "--fail-times",
            paramLabel = "N",
            description =
                    "The first N attempts return an error, later attempts end as you say (0).")
    private Optional<Integer> failTimes = Optional.empty();

    /// How it ends.
    private static final class Ending {
        @Option(
                names = "--ok",
                arity = "0..1",
                paramLabel = "VALUE",
                fallbackValue = "",
                description = "It returns ok.")
        private Optional<String> ok = Optional.empty();

        @Option(
                names = "--error",
                arity = "0..1",
                paramLabel = "REASON",
                fallbackValue = "",
                description = "It returns an error, and is tried again.")
        private Optional<String> error = Optional.empty();

        @Option(
                names = "--raise",
                paramLabel = "MESSAGE",
                description = "It throws, and its supervisor starts it again.")
        private Optional<String> raise = Optional.empty();

        private Optional<Sim.Ending> chosen() {
            return ok.<Sim.Ending>map(value -> new Sim.Ending.Ok(notEmpty(value)))
                    .or(() -> error.map(reason -> new Sim.Ending.Error(notEmpty(reason))))
                    .or(() -> raise.map(Sim.Ending.Raise::new));
        }

        private static Optional<String> notEmpty(String text) {
            return Optional.of(text).filter(value -> !value.isEmpty());
        }
    }

    @Override
    public void validate(Validation validation, String word) {
        if (ending.chosen().isEmpty()) {
            validation.problem(
                    word, UserError.usage("one of --ok, --error and --raise MESSAGE is missing"));
        }
    }

    @Override
    public Set<String> overrides() {
        return Set.of("--sleep");
    }

    @Override
    public Sim make(Scripts scripts) {
        return new Sim(
                sleep.orElse(Duration.ZERO),
                ending.chosen().orElse(new Sim.Ending.Ok(Optional.empty())),
                failTimes.orElse(0));
    }

    @Override
    public Sim override(Sim defined) {
        return sleep.map(defined::withSleep).orElse(defined);
    }
}
