package dev.jobber.shell.log;

import org.tinylog.Logger;

/// Gives the lines of a log to tinylog, as the application has configured it. Loaded only where the
/// application asks for that.
public final class TinylogLines implements LogGateway.Follower {
    @Override
    public void on(LogEntry entry) {
        String text = entry.text();
        switch (entry.level().orElse(LogLevel.INFO)) {
            case DEBUG -> Logger.debug(text);
            case INFO -> Logger.info(text);
            case WARNING -> Logger.warn(text);
            case ERROR -> Logger.error(text);
        }
    }

    @Override
    public boolean wants(LogLevel level) {
        return switch (level) {
            case DEBUG -> Logger.isDebugEnabled();
            case INFO -> Logger.isInfoEnabled();
            case WARNING -> Logger.isWarnEnabled();
            case ERROR -> Logger.isErrorEnabled();
        };
    }
}
