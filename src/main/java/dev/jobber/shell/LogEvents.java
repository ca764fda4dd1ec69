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
                    Logger.debug(event.message());
                }
            }
            case INFO -> Logger.info(event.message());
            case WARNING -> Logger.warn(event.message());
            case ERROR -> Logger.error(event.message());
        }
    }
}
