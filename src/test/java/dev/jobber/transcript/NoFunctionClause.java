package dev.jobber.transcript;

/// A callback was given what it has no clause for.
final class NoFunctionClause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFunctionClause(String function) {
        super("no function clause matching in " + function);
    }
}
