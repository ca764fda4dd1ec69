package dev.jobber.otp;

/// A value thrown out of a callback, as Erlang's `throw/1`.
///
/// Out of a [GenServer] callback the value counts as what the callback returned; anywhere else the
/// process ends with [ExitReason.NoCatch].
public final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Object value;

    /// @param value what is thrown
    public Thrown(Object value) {
        super(null, null, false, false);
        this.value = Refused.ifNull(value, "a value");
    }

    /// The value as text.
    @Override
    public String getMessage() {
        return Inspect.inspect(value);
    }

    /// What was thrown.
    public Object value() {
        return value;
    }
}
