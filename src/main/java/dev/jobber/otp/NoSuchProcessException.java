package dev.jobber.otp;

/// A link was asked for with a process that is dead, by one that does not trap exits: Erlang's
/// error `noproc`.
public final class NoSuchProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchProcessException(Pid pid) {
        super("expected a live process to link to, got: " + pid);
    }
}
