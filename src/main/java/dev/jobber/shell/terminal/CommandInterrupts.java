package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Prompt;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/// What Ctrl-C does at a prompt that runs commands.
///
/// Each interrupt is taken once, by the first of these that is there:
///
/// 1. the command that runs: it is cancelled;
/// 2. the next command of the line that was read;
/// 3. the prompt: the text that is typed is given up. The prompt takes an interrupt when it is
///    asked for a line, and once more when it has the keys. From then on until the line is read,
///    interrupts go to the thread that reads, and do not come here.
///
/// So an interrupt never reaches a command of a line that was read after it, and none between Enter
/// and the end of the line's last command is lost.
final class CommandInterrupts {
    private Optional<Runnable> cancel = Optional.empty();
    private boolean isWaiting;

    /// An interrupt has come.
    synchronized void interrupt() {
        isWaiting = cancel.isEmpty();
        cancel.ifPresent(Runnable::run);
    }

    /// The prompt takes the interrupt that waits.
    ///
    /// @return whether there was one
    synchronized boolean take() {
        boolean was = isWaiting;
        isWaiting = false;
        return was;
    }

    /// A command runs, or a part of it that is cancelled in another way.
    ///
    /// @param how what cancels it; must not block
    synchronized Prompt.Running running(Runnable how) {
        Optional<Runnable> before = cancel;
        cancel = Optional.of(how);
        if (take()) {
            how.run();
        }
        return () -> ended(before);
    }

    private synchronized void ended(Optional<Runnable> before) {
        cancel = before;
    }

    /// Calls the handler that a terminal has for interrupts now. JLine exchanges handlers when it
    /// begins and ends to read; a handler that is called here has returned when [#settle] has.
    static void raise(Terminal terminal) {
        synchronized (terminal) {
            terminal.raise(Signal.INT);
        }
    }

    /// Waits until no handler is called any more that the terminal does not have now.
    static void settle(Terminal terminal) {
        synchronized (terminal) {
            // The thread that called a handler has left this block.
        }
    }
}
