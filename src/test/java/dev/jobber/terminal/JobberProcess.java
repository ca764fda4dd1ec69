package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.launcher.BuiltProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// `scripts/jobber` in a terminal of its own, whose home is a folder of the test.
final class JobberProcess implements AutoCloseable {
    static final Path PROJECT = Path.of("").toAbsolutePath();
    static final String PROMPT = "jobber>";

    private final Tmux terminal;
    private int questions;

    JobberProcess(Path home) {
        terminal = new Tmux(100, 30, home, environment(home));
    }

    /// Trees have their sockets in the home, too.
    private static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME",
                home.toString(),
                "XDG_RUNTIME_DIR",
                home.toString(),
                "XDG_STATE_HOME",
                "",
                "XDG_CONFIG_HOME",
                "",
                BuiltProgram.CACHE,
                "",
                "JOBBER_RC",
                "",
                "NO_COLOR",
                "");
    }

    /// Runs it without a terminal, and waits for its end.
    ///
    /// @return the exit code, and what it has written to both streams, one after the other
    static String run(Path home, String... words) {
        return runWithInput(home, "", words);
    }

    /// The same, with a standard input.
    static String runWithInput(Path home, String input, String... words) {
        var command = new ArrayList<String>(List.of(BuiltProgram.PATH.toString()));
        command.addAll(List.of(words));
        ProcessBuilder start =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        start.environment().putAll(environment(home));
        try {
            Process process = start.start();
            Thread.ofPlatform().daemon().start(() -> write(process, input));
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + "\n" + output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void write(Process process, String text) {
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(text);
        } catch (IOException ended) {
            // It has ended before it has read all.
        }
    }

    /// The command line that starts it with these options, and then says how it ended and whether
    /// the terminal shows what is typed.
    static String command(String options) {
        return "'"
                + BuiltProgram.PATH
                + "' "
                + options
                + "; echo rc=$? $(stty -a | grep -ow -e -echo -e echo)";
    }

    Tmux terminal() {
        return terminal;
    }

    /// Starts the shell and waits for its prompt.
    void start(String options) {
        terminal.enter("clear; " + command(options));
        terminal.awaitLastLine(PROMPT);
    }

    /// Runs a command and answers what stands on the screen from its line to the next prompt, log
    /// lines included.
    String ask(String command) {
        questions++;
        String asked = PROMPT + " " + command + "\n";
        String end = PROMPT + " echo asked-" + questions + "\n";
        terminal.enter(command);
        terminal.enter("echo asked-" + questions);
        terminal.awaitMatch(
                "^asked-" + questions + "$"); // log lines may have moved it off the screen
        String everything = terminal.everything();
        int to = everything.lastIndexOf(end);
        int from = everything.lastIndexOf(asked, to);
        assertThat(from).as("'%s' and '%s' in:%n%s", asked, end, everything).isNotNegative();
        return everything.substring(from + asked.length(), to);
    }

    /// Asks until the answer looks like this.
    String askUntil(String command, String regex) {
        var pattern = Pattern.compile(regex);
        var answer = new String[] {""};
        terminal.await(
                _ -> {
                    answer[0] = ask(command);
                    return pattern.matcher(answer[0]).find();
                },
                regex);
        return answer[0];
    }

    void quit() {
        terminal.enter("quit");
        assertEnded(0);
    }

    /// The shell is gone, with this exit code, and what is typed can be seen again.
    void assertEnded(int exitCode) {
        terminal.awaitMatch("^(\\^C)?rc=\\d+ -?echo$");
        assertThat(terminal.everything()).containsPattern("(?m)^(\\^C)?rc=" + exitCode + " echo$");
    }

    /// Sends the shell a signal.
    void signal(String name) {
        signal(terminal.program(), name);
    }

    /// Sends a process a signal.
    static void signal(long pid, String name) {
        run(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO());
    }

    /// Sends the shell a signal twice at once; it may be gone before the second.
    void signalTwice(String name) {
        long pid = terminal.program();
        String kill = "kill -" + name + " " + pid;
        run(new ProcessBuilder("sh", "-c", kill + "; " + kill + " || true"));
    }

    private static void run(ProcessBuilder command) {
        try {
            assertThat(command.start().waitFor()).as("%s", command.command()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        terminal.close();
    }
}
