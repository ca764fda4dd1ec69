package dev.jobber.shell.top;

/// What the user can do to a process.
public enum Act {
    /// Asks it to end.
    STOP("x", "stop", "stops"),
    /// Ends it at once.
    KILL("k", "kill", "kills"),
    /// Ends it and has its supervisor start it again.
    RESTART("r", "restart", "restarts");

    private final String key;
    private final String word;
    private final String verb;

    Act(String key, String word, String verb) {
        this.key = key;
        this.word = word;
        this.verb = verb;
    }

    String key() {
        return key;
    }

    /// As a command: `stop`.
    public String word() {
        return word;
    }

    /// As what it does: `stops`.
    public String verb() {
        return verb;
    }
}
