package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
        awaitLetGo(what + " is", List.of(object), 0);
    }

    /// Collects garbage until no more than so many of the objects are left; fails after 30 s.
    public static void awaitLetGo(
            String what, Collection<? extends WeakReference<?>> objects, int most) {
        long begin = System.nanoTime();
        while (left(objects) > most && System.nanoTime() - begin < DEADLINE.toNanos()) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
        assertThat(left(objects)).as(what + " kept alive").isLessThanOrEqualTo(most);
    }

    private static long left(Collection<? extends WeakReference<?>> objects) {
        return objects.stream().filter(Collected::isThere).count();
    }

    private static boolean isThere(WeakReference<? extends @Nullable Object> object) {
        return object.get() != null;
    }
}
