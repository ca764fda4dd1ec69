package dev.jobber.shell;

import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import org.tinylog.Logger;

/// The one hook that logs: it says what happens in a node, each event in its own sentence.
public final class LogEvents implements EventListener {

    private final LogGateway gateway;

    /// A hook for a node whose log goes through this gateway.
    public LogEvents(LogGateway gateway) {
        this.gateway = gateway;
    }

    /// Logs the event. What nobody is to see and the gateway does not keep is not put into words.
    @Override
    public void on(Event event) {
        switch (event.level()) {
            case DEBUG -> {
                if (gateway.shows(LogLevel.DEBUG)) {
                    Logger.debug(sentence(event));
                }
            }
            case INFO -> Logger.info(sentence(event));
            case WARNING -> Logger.warn(sentence(event));
            case ERROR -> Logger.error(sentence(event));
        }
    }

    /// An event quotes states and messages, whose code may fail as any other.
    private static String sentence(Event event) {
        try {
            return event.message();
        } catch (RuntimeException e) {
            return "expected a sentence for " + event.getClass().getSimpleName() + ", got: " + e;
        }
    }
}
