package dev.jobber.shell.log;

/// Gives the lines of a log to the JDK's logger named `dev.jobber`.
public final class SystemLoggerLines implements LogGateway.Follower {
    private final System.Logger logger = System.getLogger("dev.jobber");

    @Override
    public void on(LogEntry entry) {
        logger.log(level(entry.level().orElse(LogLevel.INFO)), entry.text());
    }

    @Override
    public boolean wants(LogLevel level) {
        return logger.isLoggable(level(level));
    }

    private static System.Logger.Level level(LogLevel level) {
        return switch (level) {
            case DEBUG -> System.Logger.Level.DEBUG;
            case INFO -> System.Logger.Level.INFO;
            case WARNING -> System.Logger.Level.WARNING;
            case ERROR -> System.Logger.Level.ERROR;
        };
    }
}
