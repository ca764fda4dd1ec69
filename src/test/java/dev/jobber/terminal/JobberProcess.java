package dev.jobber.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.launcher.BuiltProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// `scripts/jobber` in a terminal of its own, whose home is a folder of the test.
final class JobberProcess implements AutoCloseable {
    static final Path PROJECT = Path.of("").toAbsolutePath();
    static final String PROMPT = "jobber>";

    private final Tmux terminal;
    private int questions;

    JobberProcess(Path home) {
        terminal =
                new Tmux(
                        100,
                        30,
                        home,
                        Map.of(
                                "HOME",
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
                                ""));
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
        run(new ProcessBuilder("kill", "-" + name, Long.toString(terminal.program())).inheritIO());
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
