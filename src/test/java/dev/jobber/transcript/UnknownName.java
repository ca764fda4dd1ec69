package dev.jobber.transcript;

/// A step needs a process or a monitor under a name that never had one.
final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownName(String name) {
        super("unknown " + name);
    }
}
