import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
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

    /// The last row of the pager begins so.
    private static final String PAGER = "q leaves";

    /// What is typed, a piece each time that its text has been seen.
    private static final List<Step> STEPS =
            List.of(
                    new Step(PROMPT, "hel\t\r"),
                    new Step(PAGER, " q"),
                    new Step(PROMPT, "set pager off\r"),
                    new Step(PROMPT, "help start-job\r"),
                    new Step(PROMPT, "start-job sim --sleep 1ms --ok --id one\r"),
                    new Step(PROMPT, "await one\r"),
                    new Step(PROMPT, "count-children\r"),
                    new Step(PROMPT, "which-children\r"),
                    new Step(PROMPT, "running-imports\r"),
                    new Step(PROMPT, "jobs\r"),
                    new Step(PROMPT, "tree\r"),
                    new Step(PROMPT, "info JobRunner\r"),
                    new Step(PROMPT, "why one\r"),
                    new Step(PROMPT, "logs --last 3\r"),
                    new Step(PROMPT, "nothing\r"),
                    new Step(PROMPT, "start-job sim --raise boom --bare --id two\r"),
                    new Step(PROMPT, "await two\r"),
                    new Step(PROMPT, "stop one\r"),
                    new Step(PROMPT, "echo done\r"),
                    new Step(PROMPT, "quit\r"));

    /// @param awaited the text that the screen shows before the keys are typed
    /// @param keys what is typed then
    private record Step(String awaited, String keys) {}

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
            var steps = new ArrayDeque<>(STEPS);
            var seen = new StringBuilder();
            var buffer = new byte[4096];
            for (int n; (n = pty.getMasterInput().read(buffer)) >= 0; ) {
                var text = new String(buffer, 0, n, StandardCharsets.UTF_8);
                System.err.print(text);
                seen.append(text);
                if (!steps.isEmpty() && seen.indexOf(steps.element().awaited()) >= 0) {
                    seen.setLength(0);
                    pty.getMasterOutput()
                            .write(steps.remove().keys().getBytes(StandardCharsets.UTF_8));
                    pty.getMasterOutput().flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
