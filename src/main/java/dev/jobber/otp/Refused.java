package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Refuses arguments that a caller must not give. A message, a state or a name is never null: OTP's
/// `nil` is [java.util.Optional#empty()].
final class Refused {
    private Refused() {}

    /// The argument. Throws [NullPointerException] with a sentence if there is none.
    ///
    /// @param what the expected argument: `a timeout`
    static <T> T ifNull(@Nullable T argument, String what) {
        if (argument == null) {
            throw new NullPointerException("expected " + what + ", got: null");
        }
        return argument;
    }

    /// The same for a value whose type the caller chooses: such a type may allow null.
    ///
    /// @param what the expected argument: `a message`
    static <T> T ifNoValue(@Nullable T value, String what) {
        if (value == null) {
            throw new NullPointerException(
                    "expected " + what + ", got: null; Optional.empty() can stand for nothing");
        }
        return value;
    }
}
