package dev.jobber.shell.console;

import dev.jobber.shell.log.LogGateway;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A prompt at which lines are entered that are known beforehand; it shows them, as a terminal
/// does.
public class TestPrompt implements Prompt {
    /// Entered instead of a line: Ctrl-C.
    public static final String INTERRUPT = "^C";

    private final Iterator<String> entered;
    private final PrintStream screen;
    private final LogGateway log;
    private final List<String> history = new ArrayList<>();

    /// @param log whose lines are shown before a prompt is
    public TestPrompt(List<String> entered, OutputStream screen, LogGateway log) {
        this.entered = entered.iterator();
        this.log = log;
        this.screen = new PrintStream(screen, true, StandardCharsets.UTF_8);
    }

    @Override
    public Read read(String prompt) {
        if (!entered.hasNext()) {
            return new Read.EndOfInput();
        }
        String line = entered.next();
        log.flush(Duration.ofSeconds(30));
        screen.println(prompt + line);
        history.add(line);
        return line.equals(INTERRUPT) ? new Read.Interrupted() : new Read.Line(line);
    }

    /// Says yes.
    @Override
    public boolean confirms(String question) {
        log.flush(Duration.ofSeconds(30));
        screen.println(Prompt.asked(question) + "y");
        return true;
    }

    @Override
    public Running whileRunning(Runnable cancel) {
        return () -> {};
    }

    @Override
    public List<String> history() {
        return List.copyOf(history);
    }

    @Override
    public void clear() {}

    @Override
    public void end() {}
}
