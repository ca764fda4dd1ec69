package dev.jobber.otp.stage;

/// How much a consumer asks for, and what the end of its producer means to it.
///
/// @param max how many values may be under way to it; 1000 by default
/// @param min how few of them are left when it asks for more; 500 by default, less than `max`
/// @param cancel what it does when the producer ends
public record Demand(int max, int min, Cancel cancel) {
    /// What a consumer does when its producer ends: as OTP's restart words.
    public enum Cancel {
        /// It ends with the same reason.
        PERMANENT,
        /// It ends with the same reason, if that is a crash.
        TRANSIENT,
        /// It lives on, without that producer.
        TEMPORARY
    }

    /// 1000 at most, more at 500, and it ends with its producer.
    public static final Demand DEFAULT = new Demand(1_000, 500, Cancel.PERMANENT);

    public Demand {
        java.util.Objects.requireNonNull(cancel, "expected what the end of a producer means");
        if (max < 1 || min < 0 || min >= max) {
            throw new IllegalArgumentException(
                    "expected 0 <= min < max, got: min " + min + " and max " + max);
        }
    }

    /// The same with other numbers.
    public Demand between(int newMin, int newMax) {
        return new Demand(newMax, newMin, cancel);
    }

    /// The same with another rule for the end of the producer.
    public Demand withCancel(Cancel other) {
        return new Demand(max, min, other);
    }

    /// How many values are handled before it asks for as many again.
    int batch() {
        return max - min;
    }
}
