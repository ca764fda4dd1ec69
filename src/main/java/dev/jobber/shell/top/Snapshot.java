package dev.jobber.shell.top;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All processes at one moment, and those that have died a short time before.
///
/// @param lives in the order of their numbers
record Snapshot(Instant at, List<Life> lives, Forest forest) {
    /// Nothing.
    static final Snapshot EMPTY = new Snapshot(Instant.EPOCH, List.of(), Forest.of(List.of()));

    /// The process of this number, if it is here.
    Optional<Life> find(long number) {
        int place = place(lives, number);
        return place == Forest.NONE ? Optional.empty() : Optional.of(lives.get(place));
    }

    /// The place of the process of this number.
    static int place(List<Life> lives, long number) {
        int low = 0;
        int high = lives.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = lives.get(middle).number();
            if (found == number) {
                return middle;
            } else if (found < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Forest.NONE;
    }

    /// What all processes together do.
    ///
    /// @param alive how many live
    /// @param running how many run at this moment
    /// @param messages how many messages wait
    /// @param perSecond what they do a second
    record Sum(long alive, long running, long messages, long perSecond) {}

    /// What all processes together do.
    Sum sum() {
        long alive = 0;
        long running = 0;
        long messages = 0;
        long perSecond = 0;
        for (Life life : lives) {
            if (!life.isDead()) {
                alive++;
                running += life.isRunning() ? 1 : 0;
                messages += life.glance().messageQueueLength();
                perSecond += life.trend().perSecond();
            }
        }
        return new Sum(alive, running, messages, perSecond);
    }
}
