package dev.jobber;

import dev.jobber.attach.options.AttachOptions;
import dev.jobber.attach.options.DaemonOptions;
import dev.jobber.attach.options.PsOptions;
import dev.jobber.attach.options.ShutdownOptions;
import dev.jobber.shell.parse.ProgramArguments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A command of the program that is no line of the shell.
enum ProgramCommand {
    RUN(RunOptions::new),
    DAEMON(
            DaemonOptions::new,
            Set.of(
                    "--name",
                    "--rc",
                    "--no-rc",
                    "--log-level",
                    "--log-file",
                    "--jfr",
                    "--shutdown-timeout",
                    "--store",
                    "--node",
                    "--gc",
                    "--verbose")),
    ATTACH(AttachOptions::new, Set.of("--read-only", "--output", "--log-level", "--color")),
    PS(PsOptions::new, Set.of("--output")),
    SHUTDOWN(ShutdownOptions::new),
    COMPLETION(CompletionOptions::new),
    MAN(ManOptions::new);

    private final Supplier<Object> options;
    private final Set<String> ofProgram;

    ProgramCommand(Supplier<Object> options) {
        this(options, Set.of());
    }

    /// @param ofProgram the options of the program that it takes too
    ProgramCommand(Supplier<Object> options, Set<String> ofProgram) {
        this.options = options;
        this.ofProgram = ofProgram;
    }

    /// The command of this name.
    static Optional<ProgramCommand> of(String name) {
        return Arrays.stream(values())
                .filter(command -> command.toString().equals(name))
                .findFirst();
    }

    /// Whether [Program] only tells of it: the client of a tree has read its words before that, or
    /// the program reads them as its own options.
    boolean isOnlyTold() {
        return switch (this) {
            case DAEMON, ATTACH, PS, SHUTDOWN -> true;
            case RUN, COMPLETION, MAN -> false;
        };
    }

    /// picocli's descriptions of all of them.
    static List<CommandSpec> specs() {
        return Arrays.stream(values()).map(ProgramCommand::spec).toList();
    }

    /// picocli's description of it.
    CommandSpec spec() {
        CommandSpec spec = ProgramArguments.of(options.get()).spec();
        if (!ofProgram.isEmpty()) {
            ProgramArguments.of(new Options()).spec().options().stream()
                    .filter(option -> Arrays.stream(option.names()).anyMatch(ofProgram::contains))
                    .forEach(option -> spec.addOption(OptionSpec.builder(option).build()));
        }
        return spec;
    }

    /// Its name.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
