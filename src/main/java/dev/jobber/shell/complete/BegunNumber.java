package dev.jobber.shell.complete;

import java.util.Optional;

/// The first digits of a number, which may be all of them. Says of many numbers whether they begin
/// so, and makes no text of them.
///
/// @param digits the number that the digits are; 0 for no digits
/// @param limit the least number that has one digit more
/// @param isWhole whether no further digit follows
record BegunNumber(long digits, long limit, boolean isWhole) {
    private static final BegunNumber NONE = new BegunNumber(0, 1, false);
    private static final int MOST_DIGITS = 18;

    /// What has been typed of a number.
    ///
    /// @param tail what may stand behind the number
    /// @return empty where no number begins so
    static Optional<BegunNumber> of(String typed, String tail) {
        int length = 0;
        while (length < typed.length() && Character.digit(typed.charAt(length), 10) >= 0) {
            length++;
        }
        if (typed.isEmpty()) {
            return Optional.of(NONE);
        }
        if (length == 0
                || length > MOST_DIGITS
                || typed.startsWith("0") // no number does
                || !tail.startsWith(typed.substring(length))) {
            return Optional.empty();
        }
        long digits = Long.parseLong(typed.substring(0, length));
        return Optional.of(new BegunNumber(digits, limit(digits), length < typed.length()));
    }

    /// A whole number, of which digits may be taken off.
    static BegunNumber of(long number) {
        return number == 0 ? NONE : new BegunNumber(number, limit(number), false);
    }

    private static long limit(long number) {
        long limit = 1;
        while (limit <= number) {
            limit *= 10;
        }
        return limit;
    }

    boolean begins(long number) {
        long begin = number;
        while (begin >= limit) {
            begin /= 10;
        }
        return begin == digits && (!isWhole || begin == number);
    }

    /// The last number of those that follow this one, which begins so, and begin so too.
    long lastFrom(long number) {
        long more = 1;
        for (long rest = number; rest >= limit; rest /= 10) {
            more *= 10;
        }
        return digits * more + more - 1;
    }

    /// As many digits as this number begins with, too.
    BegunNumber inCommonWith(long number) {
        BegunNumber common = this;
        while (!common.begins(number)) {
            common = new BegunNumber(common.digits / 10, common.limit / 10, false);
        }
        return common;
    }
}
