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

    /// Null only where this has come out of a stream: a value need not be one that goes into one.
    private final transient @Nullable Object value;

    /// The value as text, for a stream; null while there is none.
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

    /// What was thrown; the text of it where this has come out of a stream.
    public Object value() {
        Object known = value;
        return known == null ? getMessage() : known;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        words = getMessage();
        out.defaultWriteObject();
    }
}
