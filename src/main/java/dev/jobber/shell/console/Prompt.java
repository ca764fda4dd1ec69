package dev.jobber.shell.console;

import java.util.List;

/// The prompt: where the interactive shell's lines come from.
///
/// What is read is text; splitting it into commands is the work of [Lexer], so that a pasted text
/// of several lines may arrive as one [Read.Line] with line ends in it.
public interface Prompt {
    /// Asks for a line and waits for it.
    ///
    /// @param prompt what to show: `jobber> `, or what is missing for the line before to be whole
    Read read(String prompt);

    /// Gives Ctrl-C to the command that runs now, until the answer is closed; each Ctrl-C calls
    /// `cancel`, on a thread that must not be kept waiting.
    Running whileRunning(Runnable cancel);

    /// The lines entered so far, earlier sessions' included, oldest first.
    List<String> history();

    /// Clears the screen.
    void clear();

    /// Ends a [#read] that waits, which then answers [Read.EndOfInput]. From any thread; the source
    /// answers nothing else from now on.
    void end();

    /// What came of asking for a line.
    sealed interface Read {
        /// A line, or several that were pasted at once, without the last line's end.
        record Line(String text) implements Read {}

        /// Ctrl-C: what was typed is given up.
        record Interrupted() implements Read {}

        /// Ctrl-D on an empty line, or the terminal is gone.
        record EndOfInput() implements Read {}
    }

    /// A command that has Ctrl-C for itself.
    interface Running extends AutoCloseable {
        /// Gives Ctrl-C back to the prompt.
        @Override
        void close();
    }
}
