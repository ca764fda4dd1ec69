package dev.jobber;

import dev.jobber.shell.parse.ProgramArguments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/// A command of the program that is no line of the shell: it needs no supervision tree, and reads
/// no rc file.
enum ProgramCommand {
    RUN(RunOptions::new),
    COMPLETION(CompletionOptions::new),
    MAN(ManOptions::new);

    private final Supplier<Object> options;

    ProgramCommand(Supplier<Object> options) {
        this.options = options;
    }

    /// The command of this name.
    static Optional<ProgramCommand> of(String name) {
        return Arrays.stream(values())
                .filter(command -> command.toString().equals(name))
                .findFirst();
    }

    /// picocli's descriptions of all of them.
    static List<CommandSpec> specs() {
        return Arrays.stream(values())
                .map(command -> ProgramArguments.of(command.options.get()).spec())
                .toList();
    }

    /// Its name.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
