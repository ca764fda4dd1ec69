package dev.jobber.shell.syntax;

import dev.jobber.shell.result.Output;
import java.util.Optional;

/// What follows `-o` where it names a file: `text` and `json` mean the format of the answer, as for
/// every command. A file of such a name is written `./json`.
///
/// @param word what is written there
public record FileOrOutput(String word) {
    /// The format, if it is one.
    public Optional<Output> output() {
        return Output.named(word);
    }

    /// The path of the file, if it is one.
    public Optional<String> file() {
        return output().isPresent() ? Optional.empty() : Optional.of(word);
    }
}
