package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.LastRow;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.result.Style;
import java.io.IOException;
import org.jline.reader.LineReader;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/// A terminal that can move its cursor: JLine draws the line being typed, and what is written
/// stands above it.
final class ScreenTerminal implements TerminalSession {
    /// JLine draws nothing if the terminal does not know its size, for example on a serial line.
    /// This size is assumed then.
    private static final Size UNKNOWN = Size.of(Style.UNKNOWN_WIDTH, 24);

    private final Terminal terminal;
    private final TerminalReader reader;
    private final TerminalLook look;
    private final Driver driver;
    private final Size found;
    private final LastRow progress = new LastRow(System::nanoTime);

    private final StringBuilder heldBack = new StringBuilder();

    private volatile boolean wasInterrupted;
    private volatile boolean isForScreenReader;

    /// The driver of a terminal.
    interface Driver {
        /// Stops the programs that run on the terminal, and waits until they go on.
        ///
        /// @return whether that was possible
        boolean stop();

        /// Takes a Ctrl-C that was pressed right after Enter, and has become no signal. It is meant
        /// for the command of the line.
        ///
        /// @return whether there was one
        boolean takeInterrupt();
    }

    ScreenTerminal(Terminal terminal, TerminalLook look, Driver driver) {
        this.terminal = terminal;
        this.look = look;
        this.driver = driver;
        this.reader = new TerminalReader(terminal);
        reader.option(LineReader.Option.DISABLE_HIGHLIGHTER, !look.colour());
        if (look.colour()) {
            reader.suggests(); // without colours it would look like typed text
        }
        reader.getWidgets().put(LineReader.FRESH_LINE, this::freshLine);
        terminal.echo(false);
        found = terminal.getSize();
        if (!isKnown(found)) {
            terminal.setSize(UNKNOWN);
        }
    }

    private static boolean isKnown(Size size) {
        return size.getColumns() > 0 && size.getRows() > 0;
    }

    /// JLine fills the row with blanks to leave one that is not empty. If the window became
    /// narrower, the terminal would treat these blanks as text and wrap them into further rows.
    private boolean freshLine() {
        reader.callWidget("." + LineReader.FRESH_LINE);
        return terminal.puts(Capability.clr_eol);
    }

    @Override
    public Prompt lines(LogGateway gateway, Completions completions, TerminalHistory history) {
        return new ScreenPrompt(this, gateway, completions, history);
    }

    @Override
    public synchronized void write(String lines) {
        if (wasInterrupted) {
            wasInterrupted = false;
            progress.interrupted();
        }
        if (isForScreenReader && reader.isReading() && reader.getBuffer().length() > 0) {
            heldBack.append(lines);
        } else {
            reader.printAbove(progress.beforeLines() + withHeldBack(lines));
        }
    }

    /// While the user types, nothing is written for a screen reader: it would read the typed text
    /// once more after each line.
    private String withHeldBack(String lines) {
        String all = heldBack + lines;
        heldBack.setLength(0);
        return all;
    }

    /// The user does not type any more.
    synchronized void lineEnded() {
        if (!heldBack.isEmpty()) {
            reader.printAbove(withHeldBack(""));
        }
    }

    /// Nothing is redrawn, and there are no colours, from now on; or there are again.
    void forScreenReader(boolean isOn) {
        isForScreenReader = isOn;
        reader.forScreenReader(isOn);
        reader.option(LineReader.Option.DISABLE_HIGHLIGHTER, isOn || !look.colour());
    }

    /// The line being typed is in the last row itself, so no progress is shown meanwhile.
    @Override
    public synchronized void progress(String line) {
        if (!reader.isReading()) {
            terminal.writer().write(progress.show(line, width()));
            terminal.flush();
        }
    }

    /// Removes the line that says how far work has come, if there is one.
    synchronized void removeProgress() {
        terminal.writer().write(progress.beforeLines());
        terminal.flush();
    }

    /// Ctrl-C was pressed while a command runs. Does not wait for a write: the terminal may be
    /// stopped.
    void interrupted() {
        wasInterrupted = true;
    }

    @Override
    public boolean isScreen() {
        return true;
    }

    @Override
    public boolean colour() {
        return look.colour() && !isForScreenReader;
    }

    @Override
    public boolean unicode() {
        return look.unicode() && !isForScreenReader;
    }

    @Override
    public int width() {
        return terminal.getSize().getColumns();
    }

    Terminal terminal() {
        return terminal;
    }

    TerminalReader reader() {
        return reader;
    }

    /// Stops the programs that run on the terminal, and waits until they go on.
    ///
    /// @return whether that was possible
    boolean stop() {
        return driver.stop();
    }

    /// Takes a Ctrl-C that was pressed right after Enter, and has become no signal.
    boolean takeInterrupt() {
        return driver.takeInterrupt();
    }

    @Override
    public void close() {
        try {
            if (!isKnown(found)) {
                terminal.setSize(found);
            }
            terminal.close();
        } catch (IOException _) {
            // The terminal is closed already; there is nothing to restore.
        }
    }
}
