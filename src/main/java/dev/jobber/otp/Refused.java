package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// What a caller may not give, refused where it is given. There is no null in a message, a state or
/// a name: OTP's `nil` is [java.util.Optional#empty()].
final class Refused {
    private Refused() {}

    /// The argument. Throws [NullPointerException] with a sentence if there is none.
    ///
    /// @param what what was expected: `a timeout`
    static <T> T ifNull(@Nullable T argument, String what) {
        if (argument == null) {
            throw new NullPointerException("expected " + what + ", got: null");
        }
        return argument;
    }

    /// The same of a value whose type the caller chooses: it can be one that stands for nothing.
    ///
    /// @param what what was expected: `a message`
    static <T> T ifNoValue(@Nullable T value, String what) {
        if (value == null) {
            throw new NullPointerException(
                    "expected " + what + ", got: null; Optional.empty() can stand for nothing");
        }
        return value;
    }
}
