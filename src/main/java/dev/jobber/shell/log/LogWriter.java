package dev.jobber.shell.log;

import dev.jobber.observer.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.tinylog.Level;
import org.tinylog.Logger;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// The tinylog writer that gives lines to the log gateway: the lines of jobber's event listener,
/// and those of any library.
///
/// tinylog's configuration lets all levels through, because it cannot change after the first line.
/// The gateway decides what is shown, and that can change at any time. The configuration is set
/// here and not in a file at the root of the jar, because such a file would configure every
/// application that uses the jar. It is set in system properties, so that tinylog, which takes time
/// to load, is loaded by the first line.
public final class LogWriter implements Writer {
    /// tinylog makes its writers itself, and there is one tinylog in a JVM. For this reason alone
    /// there is one gateway in a JVM that it writes to.
    private static final AtomicReference<Optional<LogGateway>> GATEWAY =
            new AtomicReference<>(Optional.empty());

    /// What belongs to the line that is logged in this scope. tinylog calls its writers on the
    /// thread that logs.
    private static final ScopedValue<Details> DETAILS = ScopedValue.newInstance();

    private static final Details NO_DETAILS = new Details(Subject.NONE, Optional.empty());

    /// What tinylog does not carry.
    ///
    /// @param brief the line in fewer words
    private record Details(Subject about, Optional<String> brief) {}

    private static final Map<String, String> CONFIGURATION =
            Map.of(
                    "writer", LogWriter.class.getName(),
                    "level", "trace",
                    "level@com.cronutils", "warn", // it tells each search, with a stack trace
                    "level@com.zaxxer", "off", // the store tells what users should know
                    "level@org.sqlite", "off",
                    "writingthread", "false",
                    "autoshutdown", "false");

    /// Called by tinylog.
    ///
    /// @param properties the writer's own, of which there are none
    public LogWriter(Map<String, String> properties) {}

    /// From now on all lines of tinylog go to this gateway. Earlier lines are lost.
    public static void connect(LogGateway gateway) {
        CONFIGURATION.forEach((key, value) -> System.setProperty("tinylog." + key, value));
        GATEWAY.set(Optional.of(gateway));
    }

    /// Logs a line with tinylog.
    ///
    /// @param about what it is about
    /// @param brief the line in fewer words, where there are many
    static void log(LogLevel level, String text, Subject about, Optional<String> brief) {
        ScopedValue.where(DETAILS, new Details(about, brief))
                .run(() -> {
                    switch (level) {
                        case DEBUG -> Logger.debug(text);
                        case INFO -> Logger.info(text);
                        case WARNING -> Logger.warn(text);
                        case ERROR -> Logger.error(text);
                    }
                });
    }

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.LEVEL, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(org.tinylog.core.LogEntry entry) {
        Details details = DETAILS.orElse(NO_DETAILS);
        GATEWAY.get()
                .ifPresent(gateway ->
                        gateway.log(
                                level(entry.getLevel()),
                                new LogText(text(entry), details.brief()),
                                details.about()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static LogLevel level(Level level) {
        return switch (level) {
            case TRACE, DEBUG -> LogLevel.DEBUG;
            case INFO -> LogLevel.INFO;
            case WARN -> LogLevel.WARNING;
            case ERROR, OFF -> LogLevel.ERROR;
        };
    }

    private static String text(org.tinylog.core.LogEntry entry) {
        Optional<String> message = Optional.ofNullable(entry.getMessage());
        Optional<String> trace =
                Optional.ofNullable(entry.getException()).map(LogWriter::stackTrace);
        return message.flatMap(text -> trace.map(lines -> text + '\n' + lines))
                .or(() -> message)
                .or(() -> trace)
                .orElse("");
    }

    private static String stackTrace(Throwable exception) {
        var trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
