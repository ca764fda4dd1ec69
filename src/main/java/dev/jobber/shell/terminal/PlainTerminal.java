package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.result.Style;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/// A terminal that cannot move its cursor, `TERM=dumb`, as within an editor: the terminal itself
/// edits the line being typed, and log lines appear in the middle of it.
final class PlainTerminal implements TerminalSession {
    private final BufferedReader input;
    private final PrintWriter output;
    private final TerminalLook look;
    private final Consumer<Runnable> interrupts;
    private Optional<String> prompt = Optional.empty();

    /// @param interrupts registers what Ctrl-C does
    PlainTerminal(
            InputStream input,
            OutputStream output,
            Charset charset,
            TerminalLook look,
            Consumer<Runnable> interrupts) {
        this.interrupts = interrupts;
        this.input = new BufferedReader(new InputStreamReader(input, charset));
        this.output = new PrintWriter(output, false, charset);
        this.look = look;
    }

    static PlainTerminal open(Charset charset, TerminalLook look) {
        return new PlainTerminal(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                charset,
                look,
                what -> Signals.register("INT", what));
    }

    @Override
    public Prompt lines(LogGateway gateway, Completions completions, TerminalHistory history) {
        return new PlainPrompt(this, gateway, history);
    }

    /// From now on Ctrl-C does this.
    void onInterrupt(Runnable what) {
        interrupts.accept(what);
    }

    BufferedReader input() {
        return input;
    }

    /// Shows a prompt. Everything that is written before the user answers is followed by the prompt
    /// again.
    synchronized void ask(String question) {
        prompt = Optional.of(question);
        print(question);
    }

    /// The prompt has been answered.
    synchronized void answered() {
        prompt = Optional.empty();
    }

    @Override
    public synchronized void write(String lines) {
        print(prompt.map(question -> "\n" + lines + question).orElse(lines));
    }

    private void print(String text) {
        output.print(text);
        output.flush();
    }

    @Override
    public boolean colour() {
        return look.colour();
    }

    @Override
    public boolean unicode() {
        return look.unicode();
    }

    @Override
    public int width() {
        return Style.UNKNOWN_WIDTH;
    }

    @Override
    public void close() {}
}
