package dev.jobber.shell.parse;

import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.syntax.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A command of the shell: a picocli command whose fields are filled from one line. Every line gets
/// a new object, so a command may keep what it likes in its fields.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public interface ShellCommand {
    /// Does what the command is for and says what came of it. A
    /// [dev.jobber.shell.result.ShellException] ends it with an error for the user, any other
    /// exception is a fault of the command itself.
    ///
    /// @throws InterruptedException where Ctrl-C ended it
    Answer run() throws Exception;

    /// Looks for what is wrong with the line beyond its form, and says which names it defines.
    /// Called before [#run()] and, while a file is read, instead of it: changes nothing.
    default void validate(Validation validation) {}

    /// Whether this line changes anything that others see: processes, jobs, definitions, settings
    /// of the tree, files. A session that may only read refuses it then. What belongs to the
    /// session alone does not count: its variables, its output format, which log lines it shows.
    /// Asked when the fields are filled.
    default boolean changes() {
        return true;
    }

    /// Whether the line after the command's name is one text, as it was typed, unless all of it
    /// stands in quotes. The same for all lines: asked of one object of the command.
    default boolean takesText() {
        return false;
    }

    /// Adds what the line may have beside the command's own options: commands of the command, and
    /// what depends on the line itself, as a kind's options on the kind.
    default void prepare(CommandForm form, List<String> arguments, JobNames names) {}

    /// Whether the answer is kept as `$_` and under a number.
    default boolean isKept() {
        return true;
    }

    /// The options whose value names a result that is kept, as `$a` does: the command gets the name
    /// instead of what stands for the result in a line. The same for all lines: asked of one object
    /// of the command.
    default Set<String> resultOptions() {
        return Set.of();
    }

    /// How the answer is written, where the command's own option `-o` says it:
    /// [dev.jobber.shell.syntax.FileOrOutput].
    default Optional<Output> output() {
        return Optional.empty();
    }

    /// A sentence that `help` adds to the description of its options.
    default Optional<String> note() {
        return Optional.empty();
    }

    /// The name that a line defines which could not be read, so that the lines after it are not
    /// blamed.
    default Optional<String> declares(List<String> arguments) {
        return Optional.empty();
    }

    /// The words of a line that are a command for later. Depends on nothing but these words: one
    /// object of the command is asked for all lines.
    ///
    /// @param words all words of the line
    default Optional<LaterWords> later(List<Word> words) {
        return Optional.empty();
    }

    /// Whether the command starts something that goes on. An unchanged line of the rc file that did
    /// so is not run again when the file is read again.
    default boolean startsSomething() {
        return false;
    }
}
