package dev.jobber.shell.parse;

import dev.jobber.shell.result.Output;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How the answer of one line is written; every command has this option.
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How this answer is written: text or json.")
    private Optional<Output> output = Optional.empty();

    /// What the line says.
    Optional<Output> output() {
        return output;
    }
}
