package dev.jobber.otp.management;

import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;

/// Writes the events of a node to the logger of the JDK, and so to whatever library the host logs
/// with.
///
/// ```java
/// Node.builder().events(new SystemLogger(System.getLogger("orders"))).build();
/// ```
///
/// @param logger where they go
public record SystemLogger(System.Logger logger) implements EventListener {
    @Override
    public void on(Event event) {
        System.Logger.Level level =
                switch (event.level()) {
                    case DEBUG -> System.Logger.Level.DEBUG;
                    case INFO -> System.Logger.Level.INFO;
                    case WARNING -> System.Logger.Level.WARNING;
                    case ERROR -> System.Logger.Level.ERROR;
                };
        logger.log(level, event::message);
    }
}
