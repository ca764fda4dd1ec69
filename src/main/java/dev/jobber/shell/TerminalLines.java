package dev.jobber.shell;

import java.io.IOError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;

/// The prompt on a terminal.
final class TerminalLines implements LineSource {

    /// What the terminal is told by signals; JLine, left to it, would register each anew with every
    /// line it reads.
    private static final List<Terminal.Signal> SIGNALS =
            List.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT);

    private static final int MOST_KEPT = 10_000;

    private final TerminalSession session;
    private final LogGateway gateway;
    private final AtomicReference<Runnable> interrupted = new AtomicReference<>(() -> {});

    /// Who reads at present, and whether anybody may yet: [#end()] must not interrupt who has
    /// finished reading.
    private Optional<Thread> reading = Optional.empty();

    private boolean ended;

    TerminalLines(
            TerminalSession session,
            LogGateway gateway,
            Completions completions,
            TerminalHistory history) {
        this.session = session;
        this.gateway = gateway;
        var reader = (LineReaderImpl) session.reader();
        reader.setHistory(history);
        reader.setCompleter(new TerminalCompleter(completions));
        reader.setHighlighter(new TerminalHighlighter(completions));
        reader.setVariable(LineReader.HISTORY_SIZE, MOST_KEPT);
        session.terminal().handle(Terminal.Signal.INT, _ -> interrupted.get().run());
        session.terminal().handle(Terminal.Signal.CONT, _ -> session.terminal().echo(false));
        SIGNALS.forEach(
                signal -> Signals.register(signal.name(), () -> session.terminal().raise(signal)));
        TerminalSuspension.bind(reader, session.terminal());
    }

    @Override
    public Read read(String prompt) {
        if (!beginReading()) {
            return new Read.EndOfInput();
        }
        try {
            return new Read.Line(session.reader().readLine(prompt));
        } catch (UserInterruptException _) {
            return isEnded() ? new Read.EndOfInput() : new Read.Interrupted();
        } catch (EndOfFileException | IOError _) {
            return new Read.EndOfInput();
        } finally {
            finishReading();
        }
    }

    private synchronized boolean beginReading() {
        if (ended) {
            return false;
        }
        reading = Optional.of(Thread.currentThread());
        return true;
    }

    /// JLine leaves the thread interrupted by the Ctrl-C that it has reported already.
    private synchronized void finishReading() {
        reading = Optional.empty();
        Thread.interrupted();
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public synchronized void end() {
        ended = true;
        reading.ifPresent(Thread::interrupt);
    }

    @Override
    public Running whileRunning(Runnable cancel) {
        interrupted.set(cancel);
        return () -> interrupted.set(() -> {});
    }

    @Override
    public List<String> history() {
        return StreamSupport.stream(session.reader().getHistory().spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }

    @Override
    public void clear() {
        gateway.afterLog(() -> {
            session.terminal().puts(Capability.clear_screen);
            session.terminal().flush();
        });
    }
}
