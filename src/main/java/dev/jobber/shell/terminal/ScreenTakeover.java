package dev.jobber.shell.terminal;

import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.HeavyLines;
import dev.jobber.shell.console.Key;
import dev.jobber.shell.result.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/// Gives the whole screen to a view, and gives it back as it was, whatever ends the view.
///
/// One thread at a time shows a view; [#end()] may be called by any thread.
final class ScreenTakeover {
    /// How long a key is waited for before the size of the window and the end are looked at again.
    private static final Duration LOOK = Duration.ofMillis(50);

    /// How long [#end()] waits until the screen has been given back.
    private static final Duration GIVING_BACK = Duration.ofSeconds(2);

    private static final String CTRL_L = "\f";
    private static final String CTRL_Z = "\u001a";

    private final Terminal terminal;
    private final BooleanSupplier stop;
    private final Object monitor = new Object();
    private boolean isShown;
    private volatile boolean isToLeave;
    private volatile boolean hasEnded;

    /// @param stop stops the programs that run on the terminal, and waits until they go on
    ScreenTakeover(Terminal terminal, BooleanSupplier stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /// Shows a view until it is over, or must be left.
    void show(FullScreen view) {
        synchronized (monitor) {
            if (hasEnded) {
                return;
            }
            isShown = true;
            isToLeave = false;
        }
        try {
            draw(view);
        } finally {
            synchronized (monitor) {
                isShown = false;
                monitor.notifyAll();
            }
        }
    }

    /// The view that is shown is left soon.
    void leave() {
        isToLeave = true;
    }

    /// The view that is shown is left, and no other one is shown. Waits until the screen has been
    /// given back.
    void end() {
        hasEnded = true;
        isToLeave = true;
        long end = System.nanoTime() + GIVING_BACK.toNanos();
        synchronized (monitor) {
            try {
                while (isShown && System.nanoTime() < end) {
                    TimeUnit.NANOSECONDS.timedWait(monitor, end - System.nanoTime());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void draw(FullScreen view) {
        Attributes before = take();
        try {
            var display = new Display(terminal, true);
            display.clear();
            var keys = new ScreenKeys(terminal.reader());
            Optional<Duration> wait = update(view, display);
            long due = System.nanoTime() + wait.orElse(Duration.ZERO).toNanos();
            while (wait.isPresent() && !isToLeave) {
                long left = Math.min(due - System.nanoTime(), LOOK.toNanos());
                Optional<Key> key = keys.next(TimeUnit.NANOSECONDS.toMillis(Math.max(0, left)));
                if (key.isPresent()) {
                    press(key.get(), view, display, before);
                }
                if (key.isPresent() || isResized(display) || System.nanoTime() >= due) {
                    wait = update(view, display);
                    due = System.nanoTime() + wait.orElse(Duration.ZERO).toNanos();
                }
            }
        } catch (IOException closed) {
            // The terminal is gone, or the command was cancelled: the view is over.
        } finally {
            giveBack(before);
        }
    }

    private void press(Key key, FullScreen view, Display display, Attributes before) {
        if (key.equals(new Key.Typed(CTRL_L))) {
            display.clear();
        } else if (key.equals(new Key.Typed(CTRL_Z))) {
            giveBack(before);
            terminal.echo(true); // for the parent shell
            var _ = stop.getAsBoolean();
            var _ = take();
            display.clear();
        } else {
            view.press(key);
        }
    }

    private Attributes take() {
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        return before;
    }

    private void giveBack(Attributes before) {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.keypad_local);
        if (!terminal.puts(Capability.exit_ca_mode)) {
            terminal.puts(Capability.clear_screen);
        }
        terminal.flush();
        terminal.setAttributes(before);
    }

    private boolean isResized(Display display) {
        Size size = terminal.getSize();
        return size.getColumns() != display.getColumns() || size.getRows() != display.getRows();
    }

    private Optional<Duration> update(FullScreen view, Display display) {
        Size size = terminal.getSize();
        if (isResized(display)) {
            display.clear(); // what the terminal has made of the rows is not known
            display.resize(size);
        }
        List<AttributedString> rows =
                view.draw(size.getColumns(), size.getRows()).stream()
                        .limit(size.getRows())
                        .map(row -> AttributedString.fromAnsi(Printable.lines(HeavyLines.of(row))))
                        .map(row -> row.columnSubSequence(0, size.getColumns()))
                        .toList();
        display.update(rows, size.cursorPos(size.getRows() - 1, 0));
        return view.untilNext();
    }
}
