package dev.jobber.shell.view;

/// What the status of a process says at a glance: the same colour in a drawing on a terminal and in
/// a picture.
enum StatusColour {
    /// All is well, and it has ended.
    GOOD,
    /// It needs attention.
    ATTENTION,
    /// It went wrong.
    BAD,
    /// It works or waits.
    PLAIN;

    static StatusColour of(String status) {
        return switch (status) {
            case "failed", "crashed", "killed", "lingering" -> BAD;
            case "errored", "restarting", "stopped" -> ATTENTION;
            case "done" -> GOOD;
            default -> PLAIN;
        };
    }
}
