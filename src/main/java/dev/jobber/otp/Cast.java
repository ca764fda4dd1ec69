package dev.jobber.otp;

/// How a [GenServer#cast] looks in the mailbox of a process that is no [GenServer]: `{:"$gen_cast",
/// message}`.
///
/// @param message what was cast
record Cast(Object message) {
    @Override
    public String toString() {
        return "{:\"$gen_cast\", " + Inspect.inspect(message) + "}";
    }
}
