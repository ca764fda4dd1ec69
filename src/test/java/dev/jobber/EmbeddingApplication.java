package dev.jobber;

import dev.jobber.AttachableShell.LogTarget;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.otp.Node;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// An application in a JVM of its own that opens a shell on its node, lets one visitor run a job,
/// and writes down what it has seen: `EmbeddingApplication LOG_TARGET FILE`.
public final class EmbeddingApplication {
    private static final String NAME = "orders";
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP", "WINCH", "CONT");

    private EmbeddingApplication() {}

    /// The application's own choice of a logging library: java.util.logging, without its console.
    private static final class Lines extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLoggerName() + " " + line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        var logged = new Lines();
        Logger.getLogger("").addHandler(logged);
        List<String> before = handlers();
        var seen = new ArrayList<String>();
        try (Node node = Node.builder().fairness(false).build();
                var _ = AttachableShell.open(node, NAME, LogTarget.valueOf(words[0]))) {
            seen.add(visit("-c", "start-job sim --ok --id a; await a"));
            seen.add(visit("help"));
            try (TestVisit terminal = client(TestVisit.TERMINAL, List.of())) {
                terminal.awaitScreen("jobber>");
                terminal.type("quit\r");
                seen.add("terminal " + terminal.exitCode());
            }
        }
        seen.add(handlers().equals(before) ? "same handlers" : before + " -> " + handlers());
        seen.addAll(logged.lines);
        Files.write(Path.of(words[1]), seen);
    }

    private static TestVisit client(Hello.Streams streams, List<String> words) throws Exception {
        return new TestVisit(
                SocketFolder.of(System.getenv()),
                NAME,
                new Hello.Place(
                        Map.of("USER", "ada", "TERM", "xterm-256color", "HOME", "/nowhere"),
                        "/",
                        1),
                streams,
                words);
    }

    private static String visit(String... words) throws Exception {
        try (TestVisit visit = client(TestVisit.NO_TERMINAL, List.of(words))) {
            return visit.exitCode() + " " + visit.out() + visit.err();
        }
    }

    /// What handles each signal. The API that tells is not for compilers that warn.
    private static List<String> handlers() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = signal.getMethod("handle", signal, handler);
        Object byDefault = handler.getField("SIG_DFL").get(null);
        var handlers = new ArrayList<String>();
        for (String name : SIGNALS) {
            Object each = signal.getConstructor(String.class).newInstance(name);
            Object now = handle.invoke(null, each, byDefault);
            var _ = handle.invoke(null, each, now);
            handlers.add(name + " " + now.getClass().getName() + " " + now.equals(byDefault));
        }
        return handlers;
    }
}
