import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;

/// Runs a command in a terminal that is not shown, and types a few lines as a user does.
///
/// Used by `scripts/jobber`, whose training run must reach the prompt: `java Rehearse.java COMMAND
/// ARGS...`. Ends with the exit code of the command.
final class Rehearse {

    private static final String PROMPT = "jobber> ";
    private static final int DEADLINE_SECONDS = 120;

    /// What is typed, a piece at each prompt.
    private static final List<String> LINES =
            List.of(
                    "set pager off\r", // a pager has no prompt
                    "hel\t\r",
                    "start-job sim --sleep 1ms --ok\r",
                    "await\r",
                    "count-children\r",
                    "which-children\r",
                    "running-imports\r",
                    "jobs\r",
                    "tree\r",
                    "echo done\r",
                    "quit\r");

    private final JniNativePty pty;

    private Rehearse(JniNativePty pty) {
        this.pty = pty;
    }

    public static void main(String[] command) throws IOException, InterruptedException {
        var provider = new JniTerminalProvider();
        try (var pty = (JniNativePty) provider.open(null, Size.of(100, 30))) {
            System.exit(new Rehearse(pty).run(List.of(command)));
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        var terminal = new File(pty.getName());
        var process =
                new ProcessBuilder(command)
                        .redirectInput(terminal)
                        .redirectOutput(terminal)
                        .redirectError(terminal)
                        .start();
        Thread.ofPlatform().daemon().start(this::type);
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /// Types, and reads what comes back.
    private void type() {
        try {
            var lines = LINES.iterator();
            var seen = new StringBuilder();
            var buffer = new byte[4096];
            for (int n; (n = pty.getMasterInput().read(buffer)) >= 0; ) {
                var text = new String(buffer, 0, n, StandardCharsets.UTF_8);
                System.err.print(text);
                seen.append(text);
                if (seen.indexOf(PROMPT) >= 0 && lines.hasNext()) {
                    seen.setLength(0);
                    pty.getMasterOutput().write(lines.next().getBytes(StandardCharsets.UTF_8));
                    pty.getMasterOutput().flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
