package dev.jobber.otp;

import java.io.IOException;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/// A value thrown out of a callback, as Erlang's `throw/1`.
///
/// Out of a [GenServer] callback the value counts as what the callback returned; anywhere else the
/// process ends with [ExitReason.NoCatch].
public final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Null only if this exception was deserialized: the value is not serialized.
    private final transient @Nullable Object value;

    /// The value as text, for serialization; null while nothing needs it.
    private @Nullable String words;

    /// @param value what is thrown
    public Thrown(Object value) {
        super(null, null, false, false);
        this.value = Refused.ifNoValue(value, "a value");
    }

    /// The value as text.
    @Override
    public String getMessage() {
        Object known = value;
        return known == null ? String.valueOf(words) : Inspect.inspect(known);
    }

    /// The value that was thrown; its text if this exception was deserialized.
    public Object value() {
        Object known = value;
        return known == null ? getMessage() : known;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        words = getMessage();
        out.defaultWriteObject();
    }
}
