package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What a test says of an object that nothing may keep alive.
public final class Collected {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /// Between two collections, in nanoseconds: 10 ms. During a collection all other threads stand
    /// still. Without a pause they may never finish what still holds the object.
    private static final long PAUSE = 10_000_000;

    private Collected() {}

    /// Collects garbage until the object is gone; fails if it is still there after 30 s.
    public static void awaitLetGo(String what, WeakReference<?> object) {
        long begin = System.nanoTime();
        while (isThere(object) && System.nanoTime() - begin < DEADLINE.toNanos()) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
        assertThat(isThere(object)).as(what + " is kept alive").isFalse();
    }

    private static boolean isThere(WeakReference<? extends @Nullable Object> object) {
        return object.get() != null;
    }
}
