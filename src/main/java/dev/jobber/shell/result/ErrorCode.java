package dev.jobber.shell.result;

/// What kind of error a command answered with: OTP's word in snake case, and those for the line
/// itself.
///
/// @param word the code in JSON
public record ErrorCode(String word) {
    /// The line is not as the command wants it.
    public static final ErrorCode USAGE = new ErrorCode("usage");

    /// There is no such command.
    public static final ErrorCode UNKNOWN_COMMAND = new ErrorCode("unknown_command");

    /// No job has been defined under that name.
    public static final ErrorCode UNKNOWN_JOB = new ErrorCode("unknown_job");

    /// There is no such row, field, child or thing.
    public static final ErrorCode NOT_FOUND = new ErrorCode("not_found");

    /// No process is registered under that name or id, or the pid is dead.
    public static final ErrorCode NOT_REGISTERED = new ErrorCode("not_registered");

    /// A call reached no process.
    public static final ErrorCode NOPROC = new ErrorCode("noproc");

    /// A deadline passed.
    public static final ErrorCode TIMEOUT = new ErrorCode("timeout");

    /// Ctrl-C.
    public static final ErrorCode CANCELLED = new ErrorCode("cancelled");

    /// The session may not change anything.
    public static final ErrorCode READ_ONLY = new ErrorCode("read_only");

    /// A file is not there.
    public static final ErrorCode ENOENT = new ErrorCode("enoent");

    /// A file may not be read.
    public static final ErrorCode EACCES = new ErrorCode("eacces");

    /// A folder stands where a file is wanted.
    public static final ErrorCode EISDIR = new ErrorCode("eisdir");

    /// A file cannot be read for another reason.
    public static final ErrorCode EIO = new ErrorCode("eio");

    /// The command itself is broken.
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode("internal_error");

    /// The exit code of a run that ends with this error: 2 for a line that is wrong in itself, else
    /// 1.
    public int exitCode() {
        return equals(USAGE) || equals(UNKNOWN_COMMAND) ? 2 : 1;
    }
}
