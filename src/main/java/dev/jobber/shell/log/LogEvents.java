package dev.jobber.shell.log;

import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.result.TermLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/// The one hook that logs: it says what happens in a node, each event in its own sentence.
public final class LogEvents implements EventListener {
    /// A line of a crash report that holds a term.
    private static final Pattern TERM = Pattern.compile("(?m)^(Last message.*?: |State: )(.+)$");

    private final LogGateway gateway;

    /// A hook for a node whose log goes through this gateway.
    public LogEvents(LogGateway gateway) {
        this.gateway = gateway;
    }

    /// Logs the event. What is neither shown nor kept by the gateway is not put into words.
    @Override
    public void on(Event event) {
        switch (event.level()) {
            case DEBUG -> {
                if (gateway.shows(LogLevel.DEBUG)) {
                    Logger.debug(words(event));
                }
            }
            case INFO -> Logger.info(words(event));
            case WARNING -> Logger.warn(words(event));
            case ERROR -> Logger.error(words(event));
        }
    }

    private String words(Event event) {
        return words(event, gateway.width());
    }

    /// What an event says; the terms of a crash report are laid out where they are wide.
    ///
    /// @param width columns
    public static String words(Event event, int width) {
        return event instanceof Event.ServerTerminating
                ? TERM.matcher(event.message())
                        .replaceAll(line ->
                                Matcher.quoteReplacement(
                                        line.group(1)
                                                + TermLayout.of(
                                                        line.group(2),
                                                        line.group(1).length(),
                                                        width)))
                : event.message();
    }
}
