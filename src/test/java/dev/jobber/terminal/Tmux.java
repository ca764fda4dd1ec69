package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A terminal of a fixed size in which `sh` runs, driven by a tmux server of its own.
final class Tmux implements AutoCloseable {
    static final String SH = "$ ";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final String server =
            "jobber-" + ProcessHandle.current().pid() + "-" + SERVERS.incrementAndGet();

    /// A terminal whose shell starts in this folder, with these variables in its environment.
    Tmux(int columns, int rows, Path folder, Map<String, String> environment) {
        ArrayList<String> command =
                new ArrayList<>(List.of("env", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PS1=" + SH));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add("sh");
        ArrayList<String> start =
                new ArrayList<>(
                        List.of(
                                "-f",
                                "/dev/null",
                                "new-session",
                                "-d",
                                "-x",
                                "" + columns,
                                "-y",
                                "" + rows,
                                "-c"));
        start.add(folder.toString());
        start.addAll(command);
        run(start.toArray(String[]::new));
        await(screen -> screen.startsWith(SH.strip()), "the prompt of sh");
    }

    /// Types this text and Enter.
    void enter(String line) {
        type(line);
        press("Enter");
    }

    /// Types this text.
    void type(String text) {
        run("send-keys", "-l", text);
    }

    /// Presses keys by tmux's names for them, as `C-c`, `Tab`, `Up`.
    void press(String... keys) {
        ArrayList<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(String[]::new));
    }

    /// Pastes this text at once, as a terminal does that knows bracketed paste.
    void paste(String text) {
        try {
            Path file = Files.createTempFile("paste", ".txt");
            Files.writeString(file, text);
            run("load-buffer", file.toString());
            run("paste-buffer", "-p");
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resize(int columns, int rows) {
        run("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /// What is on the screen, lines broken by the terminal put together again, without blanks at
    /// the ends of lines.
    String screen() {
        return trimmed(run("capture-pane", "-p", "-J"));
    }

    /// The same, with what has left the screen at its top.
    String everything() {
        return trimmed(run("capture-pane", "-p", "-J", "-S", "-"));
    }

    /// What is on the screen, with the escape sequences that colour it.
    String withColours() {
        return run("capture-pane", "-p", "-e");
    }

    /// The process id of the program that `sh` runs.
    long program() {
        long sh = Long.parseLong(run("display-message", "-p", "#{pane_pid}").strip());
        List<ProcessHandle> programs = ProcessHandle.of(sh).orElseThrow().children().toList();
        assertThat(programs).hasSize(1);
        return programs.getFirst().pid();
    }

    /// Waits until this text is somewhere on the screen.
    void awaitText(String text) {
        await(screen -> screen.contains(text), "'" + text + "'");
    }

    /// Waits until the last line that is not empty is this one.
    void awaitLastLine(String line) {
        await(screen -> lastLineOf(screen).equals(line), "a last line '" + line + "'");
    }

    /// Waits until something on the screen, or above it, looks like this.
    MatchResult awaitMatch(String regex) {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        await(_ -> pattern.matcher(everything()).find(), "something like " + regex);
        Matcher matcher = pattern.matcher(everything());
        assertThat(matcher.find()).isTrue();
        return matcher.toMatchResult();
    }

    void await(Predicate<String> condition, String what) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.test(screen())) {
            assertThat(end - System.nanoTime())
                    .as("time left to wait for %s, on:%n%s", what, everything())
                    .isPositive();
            pause();
        }
    }

    /// Between two looks; no test depends on how long it is.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String lastLineOf(String screen) {
        return screen.lines().reduce("", (_, line) -> line);
    }

    private static String trimmed(String screen) {
        return screen.replaceAll("(?m)[ \t]+$", "").stripTrailing();
    }

    private String run(String... arguments) {
        ArrayList<String> command = new ArrayList<>(List.of("tmux", "-L", server));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("kill-server");
    }

    @Override
    public String toString() {
        return everything();
    }
}
