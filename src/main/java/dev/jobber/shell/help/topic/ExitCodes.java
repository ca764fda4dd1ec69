package dev.jobber.shell.help.topic;

import java.util.List;
import java.util.stream.Collectors;

/// The exit codes of the program, each as picocli writes it: `CODE:meaning`.
public final class ExitCodes {
    /// All is well.
    public static final String SUCCESS = "0:All commands have succeeded.";

    /// A command has failed.
    public static final String ERROR = "1:A command has answered with an error.";

    /// What was asked for makes no sense.
    public static final String USAGE =
            "2:The usage is wrong, a command is unknown, or the rc file has errors.";

    /// SIGHUP.
    public static final String HANGUP = "129:SIGHUP has ended the program.";

    /// Ctrl-C.
    public static final String INTERRUPT = "130:Ctrl-C has ended the program.";

    /// The reader of standard output has gone.
    public static final String OUTPUT_CLOSED = "141:Standard output was closed.";

    /// SIGTERM.
    public static final String TERMINATE = "143:SIGTERM has ended the program.";

    private static final List<String> ALL =
            List.of(SUCCESS, ERROR, USAGE, HANGUP, INTERRUPT, OUTPUT_CLOSED, TERMINATE);

    private ExitCodes() {}

    /// Those that a command can end a script with.
    public static List<String> ofCommands() {
        return List.of(SUCCESS, ERROR, USAGE);
    }

    static String table() {
        return ALL.stream()
                .map(line -> "  %-4s %s".formatted((Object[]) line.split(":", 2)))
                .collect(Collectors.joining("\n"));
    }
}
