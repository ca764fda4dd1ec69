package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Pager;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import java.io.IOError;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/// The prompt on a screen.
final class ScreenPrompt implements Prompt {
    private static final int MOST_KEPT = 10_000;

    private final ScreenTerminal screen;
    private final LogGateway gateway;
    private final TerminalHistory history;
    private final PromptGuard reading = new PromptGuard();
    private final CommandInterrupts interrupts = new CommandInterrupts();
    private Optional<ScreenTakeover> takeover = Optional.empty();

    ScreenPrompt(
            ScreenTerminal screen,
            LogGateway gateway,
            Completions completions,
            TerminalHistory history) {
        this.screen = screen;
        this.gateway = gateway;
        this.history = history;
        TerminalReader reader = screen.reader();
        reader.setHistory(history);
        reader.completions(completions);
        reader.setHighlighter(new TerminalHighlighter(completions));
        reader.setVariable(LineReader.HISTORY_SIZE, MOST_KEPT);
        screen.terminal().handle(Terminal.Signal.INT, _ -> interrupt());
        reader.onKeys(this::hasKeys);
        screen.terminal().handle(Terminal.Signal.CONT, _ -> screen.terminal().echo(false));
        TerminalSuspension.bind(reader, screen.terminal(), screen::stop);
    }

    private void interrupt() {
        interrupts.interrupt();
        screen.interrupted();
    }

    /// From now on each interrupt goes to the calling thread, which reads.
    private void hasKeys() {
        CommandInterrupts.settle(screen.terminal());
        if (interrupts.take()) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Read read(String prompt) {
        history.catchUp();
        return interrupts.take() ? new Read.Interrupted() : read(() -> screen.reader().ask(prompt));
    }

    @Override
    public boolean confirms(String question) {
        return read(() -> screen.reader().askAside(Prompt.asked(question))).isYes();
    }

    private Read read(Supplier<String> line) {
        if (!reading.begin()) {
            return endOfInput();
        }
        boolean isLine = false;
        try {
            String text = line.get();
            isLine = true;
            return new Read.Line(text);
        } catch (UserInterruptException _) {
            return reading.isEnded() ? endOfInput() : new Read.Interrupted();
        } catch (EndOfFileException | IOError _) {
            return endOfInput();
        } finally {
            CommandInterrupts.settle(screen.terminal());
            boolean isInterrupted = reading.finish();
            if (isLine && (screen.takeInterrupt() || isInterrupted)) {
                interrupts.interrupt(); // it came after Enter
            }
            screen.lineEnded();
        }
    }

    /// The next program gets what is typed from now on, so the terminal shows it again.
    private Read endOfInput() {
        screen.terminal().echo(true);
        return new Read.EndOfInput();
    }

    @Override
    public boolean show(FullScreen view) {
        ScreenTakeover shown = takeover();
        try (var _ = interrupts.running(shown::leave)) {
            gateway.hold(() -> shown.show(view));
        }
        return true;
    }

    /// Made for the first view. None is shown after the end.
    private synchronized ScreenTakeover takeover() {
        ScreenTakeover made =
                takeover.orElseGet(() -> new ScreenTakeover(screen.terminal(), screen::stop));
        takeover = Optional.of(made);
        if (reading.isEnded()) {
            made.end();
        }
        return made;
    }

    private synchronized Optional<ScreenTakeover> made() {
        return takeover;
    }

    @Override
    public void forScreenReader(boolean isOn) {
        screen.forScreenReader(isOn);
    }

    @Override
    public void end() {
        reading.end();
        made().ifPresent(ScreenTakeover::end);
    }

    @Override
    public Running whileRunning(Runnable cancel) {
        return interrupts.running(cancel);
    }

    @Override
    public List<String> history() {
        return StreamSupport.stream(screen.reader().getHistory().spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }

    @Override
    public Optional<Pager> pager() {
        return Optional.of(new ScreenPager(screen, gateway, reading, interrupts));
    }

    @Override
    public void clear() {
        gateway.afterLog(() -> {
            screen.terminal().puts(Capability.clear_screen);
            screen.terminal().flush();
        });
    }
}
