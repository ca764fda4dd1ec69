package dev.jobber.shell.top;

/// How much a process has done in the last moments, as levels from 0 to 8. Each level stands for
/// four times as much as the level below it, so that the trends of two processes can be compared.
///
/// @param levels the levels, four bits each, the latest in the lowest bits
/// @param perSecond what it does a second now
record Trend(long levels, int perSecond) {
    /// How many moments are kept.
    static final int LENGTH = 8;

    /// It has done nothing.
    static final Trend NONE = new Trend(0, 0);

    private static final int BITS = 4;
    private static final int HIGHEST = 8;
    private static final long ALL = (1L << BITS * LENGTH) - 1;

    /// The same with one more moment.
    Trend then(int newPerSecond) {
        long next = (levels << BITS | level(newPerSecond)) & ALL;
        return next == 0 ? NONE : new Trend(next, newPerSecond);
    }

    private static long level(int perSecond) {
        int log2 = Integer.SIZE - Integer.numberOfLeadingZeros(perSecond);
        return Math.min(HIGHEST, (log2 + 1) / 2);
    }

    /// The levels as characters, the latest on the right.
    String drawn(boolean unicode) {
        String characters = unicode ? " ▁▂▃▄▅▆▇█" : " .:-=+*#@";
        var text = new StringBuilder(LENGTH);
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(characters.charAt((int) (levels >> BITS * i) & 0xF));
        }
        return text.toString();
    }
}
