package dev.jobber.shell.result;

/// What colours mean, in answers, in the log and in pictures alike.
public enum Palette {
    /// Something has a name, or it heads a table.
    NAME("1"),
    /// A pid.
    PID("36"),
    /// All is well, and it has ended.
    GOOD("32"),
    /// It needs attention.
    ATTENTION("33"),
    /// It went wrong: an error, its code, its reason.
    BAD("31"),
    /// Nothing is said of it.
    PLAIN(""),
    /// It matters less than what stands beside it, as stack frames beside their message.
    FAINT("2"),
    /// The user is at it, or it has changed.
    MARKED("7");

    private static final String PID_BEGIN = "#PID<";

    private final String parameters;

    Palette(String parameters) {
        this.parameters = parameters;
    }

    /// What the status of a job or of a process says at a glance.
    public static Palette ofStatus(String status) {
        return switch (status) {
            case "failed", "crashed", "killed", "lingering" -> BAD;
            case "errored", "restarting", "stopped", "draining", "stale" -> ATTENTION;
            case "done" -> GOOD;
            default -> PLAIN;
        };
    }

    /// What a cell of a table says.
    ///
    /// @param column what stands above it
    static Palette ofCell(String column, String text) {
        return switch (column) {
            case "status" -> ofStatus(text.replaceFirst(" .*", ""));
            case "error" -> text.equals("-") ? PLAIN : BAD;
            default -> ofStatus(text) == ATTENTION && column.equals("pid") ? ATTENTION : PLAIN;
        };
    }

    /// A text in this colour.
    ///
    /// @param escape what stands for the beginning of an escape sequence
    public String paint(String text, String escape) {
        return parameters.isEmpty() || text.isEmpty()
                ? text
                : escape + parameters + "m" + text + escape + "0m";
    }

    /// A text in which each pid has its colour.
    ///
    /// @param escape what stands for the beginning of an escape sequence
    public static String markPids(String text, String escape) {
        int begin = text.indexOf(PID_BEGIN);
        if (begin < 0) {
            return text;
        }
        var marked = new StringBuilder(text.length() + 64);
        int done = 0;
        while (begin >= 0) {
            int end = text.indexOf('>', begin) + 1;
            if (end == 0) {
                break;
            }
            marked.append(text, done, begin).append(PID.paint(text.substring(begin, end), escape));
            done = end;
            begin = text.indexOf(PID_BEGIN, end);
        }
        return marked.append(text, done, text.length()).toString();
    }
}
