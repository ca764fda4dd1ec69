package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.StreamSupport;
import org.jline.reader.History;

/// The prompt on a terminal that cannot move its cursor.
final class PlainPrompt implements Prompt {
    private final PlainTerminal terminal;
    private final LogGateway gateway;
    private final TerminalHistory history;
    private final PromptGuard reading = new PromptGuard();
    private final CommandInterrupts interrupts = new CommandInterrupts();
    private final SynchronousQueue<Read> typed = new SynchronousQueue<>();

    PlainPrompt(PlainTerminal terminal, LogGateway gateway, TerminalHistory history) {
        this.terminal = terminal;
        this.gateway = gateway;
        this.history = history;
        history.load();
        terminal.onInterrupt(this::interrupt);
        Thread.ofPlatform().daemon().name("jobber-input").start(this::readAll);
    }

    /// A read of the terminal cannot be interrupted, so it has a thread of its own.
    private void readAll() {
        try {
            while (true) {
                String line = terminal.input().readLine();
                if (line == null) {
                    break;
                }
                typed.put(new Read.Line(line));
            }
            typed.put(new Read.EndOfInput());
        } catch (IOException _) {
            end();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The prompt has an interrupt from the moment when it is asked for a line: none comes between.
    private synchronized void interrupt() {
        if (!reading.interrupt()) {
            terminal.write("\n");
            interrupts.interrupt();
        }
    }

    private synchronized Optional<Read> begun() {
        if (interrupts.take()) {
            return Optional.of(new Read.Interrupted());
        }
        return reading.begin() ? Optional.empty() : Optional.of(new Read.EndOfInput());
    }

    private synchronized void finished(boolean isLine) {
        boolean isInterrupted = reading.finish();
        if (isLine && isInterrupted) {
            interrupts.interrupt(); // it came after Enter
        }
    }

    @Override
    public Read read(String prompt) {
        history.catchUp();
        Read read = ask(prompt);
        if (read instanceof Read.Line(String text)) {
            history.add(Instant.EPOCH, text);
        }
        return read;
    }

    @Override
    public boolean confirms(String question) {
        return ask(Prompt.asked(question)).isYes();
    }

    private Read ask(String prompt) {
        Optional<Read> over = begun();
        if (over.isPresent()) {
            return over.get();
        }
        boolean isLine = false;
        gateway.afterLog(() -> terminal.ask(prompt));
        try {
            Read read = typed.take();
            isLine = read instanceof Read.Line;
            return ended(read);
        } catch (InterruptedException _) {
            terminal.answered();
            terminal.write("\n");
            return reading.isEnded() ? new Read.EndOfInput() : new Read.Interrupted();
        } finally {
            terminal.answered();
            finished(isLine);
        }
    }

    private Read ended(Read read) {
        terminal.answered();
        if (!(read instanceof Read.Line)) {
            terminal.write("\n"); // Enter has not ended the prompt's line
        }
        return read;
    }

    @Override
    public Running whileRunning(Runnable cancel) {
        return interrupts.running(cancel);
    }

    @Override
    public List<String> history() {
        return StreamSupport.stream(history.spliterator(), false).map(History.Entry::line).toList();
    }

    /// Does nothing: such a terminal has no screen to clear.
    @Override
    public void clear() {}

    @Override
    public void end() {
        reading.end();
    }
}
