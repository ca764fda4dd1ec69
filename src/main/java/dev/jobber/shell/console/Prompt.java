package dev.jobber.shell.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The prompt: where the interactive shell's lines come from.
///
/// What is read is text; splitting it into commands is the work of [dev.jobber.shell.syntax.Lexer],
/// so that a pasted text of several lines may arrive as one [Read.Line] with line ends in it.
public interface Prompt {
    /// Asks for a line and waits for it.
    ///
    /// @param prompt what to show: `jobber> `, or what is missing for the line before to be whole
    Read read(String prompt);

    /// From now on Ctrl-C cancels the command that runs, until the returned value is closed. Each
    /// Ctrl-C calls `cancel`, which must not block.
    Running whileRunning(Runnable cancel);

    /// The lines entered so far, in this session and in earlier ones, oldest first.
    List<String> history();

    /// Clears the screen.
    void clear();

    /// What shows long answers page by page; empty where nothing can.
    default Optional<Pager> pager() {
        return Optional.empty();
    }

    /// Redraws nothing that has been read to the user, and uses no colours, from now on; or does so
    /// again.
    default void forScreenReader(boolean isOn) {}

    /// Asks whether to go on, and waits for the answer. Called by the thread of a command that this
    /// prompt runs.
    ///
    /// @param question without a mark at its end
    /// @return whether the user has typed `y` or `yes`
    default boolean confirms(String question) {
        return read(asked(question)).isYes();
    }

    /// A question as it is asked.
    static String asked(String question) {
        return question + "? [y/N] ";
    }

    /// Shows a view on the whole screen until it is over. Log lines wait meanwhile. Called by the
    /// thread of a command that this prompt runs.
    ///
    /// @return false if the terminal cannot show it
    default boolean show(FullScreen view) {
        return false;
    }

    /// Ends a [#read] that waits. From now on each read returns [Read.EndOfInput]. Any thread may
    /// call this.
    void end();

    /// The result of asking for a line.
    sealed interface Read {
        /// A line, or several that were pasted at once, without the last line's end.
        record Line(String text) implements Read {}

        /// Ctrl-C: the text typed so far is dropped.
        record Interrupted() implements Read {}

        /// Ctrl-D on an empty line, or the terminal is gone.
        record EndOfInput() implements Read {}

        /// Whether it says yes.
        default boolean isYes() {
            return this instanceof Line(String text)
                    && List.of("y", "yes").contains(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    /// A running command that Ctrl-C cancels.
    interface Running extends AutoCloseable {
        /// From now on Ctrl-C belongs to the prompt again.
        @Override
        void close();
    }
}
