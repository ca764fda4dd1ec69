package dev.jobber.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// Pekko's timers, and its fairness.
final class PekkoTimers {
    private PekkoTimers() {}

    private record Due(long nanoTime) {}

    static void million(BenchRun run) throws Exception {
        all(500_000); // warm-up
        for (int i = 0; i < run.repeats(); i++) {
            run.figure("timers-1m", BenchRun.seconds(() -> all(1_000_000)));
        }
    }

    static void late(BenchRun run) throws Exception {
        run.warmUp(() -> all(100_000));
        for (int i = 0; i < run.repeats(); i++) {
            run.latencies("", "timer-late-p99", all(100_000), 1e6);
        }
    }

    private static long[] all(int n) throws Exception {
        ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
        var late = new long[n];
        var done = new CountDownLatch(1);
        int[] seen = {0};
        ActorRef<Due> counter =
                Pekko.spawn(
                        system,
                        Behaviors.<Due>receiveMessage(due -> {
                            late[seen[0]++] = System.nanoTime() - due.nanoTime;
                            if (seen[0] == n) {
                                done.countDown();
                            }
                            return Behaviors.same();
                        }));
        for (int i = 0; i < n; i++) {
            var delay = Duration.ofMillis(i % 1_000);
            var due = new Due(System.nanoTime() + delay.toNanos());
            system.scheduler()
                    .scheduleOnce(delay, () -> counter.tell(due), system.executionContext());
        }
        done.await();
        system.terminate();
        return late;
    }

    private record Ball(ActorRef<Ball> from) {}

    /// Beside a hundred pairs not even these are started in time.
    static void besidePairs(BenchRun run, String id, int pairs) throws Exception {
        ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
        ActorRef<Pekko.Message> server = Pekko.spawn(system, Pekko.echo());
        calls(system, server, 1_000);
        for (int i = 0; i < pairs; i++) {
            ActorRef<Ball> one = Pekko.spawn(system, player());
            ActorRef<Ball> other = Pekko.spawn(system, player());
            one.tell(new Ball(other));
        }
        calls(system, server, 1_000);
        for (int i = 0; i < run.count(5, 3); i++) {
            long[] nanos = calls(system, server, run.count(4_000, 2_000));
            run.latencies(id + "-p50", id + "-p99", nanos, 1e6);
        }
    }

    private static org.apache.pekko.actor.typed.Behavior<Ball> player() {
        return Behaviors.setup(context ->
                Behaviors.receiveMessage(ball -> {
                    ball.from.tell(new Ball(context.getSelf()));
                    return Behaviors.same();
                }));
    }

    private static long[] calls(
            org.apache.pekko.actor.typed.ActorSystem<?> system,
            ActorRef<Pekko.Message> server,
            int milliseconds)
            throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            boolean starved = false;
            try {
                Pekko.get(system, server, FairnessBench.PATIENCE);
            } catch (CompletionException timeout) {
                starved = true;
            }
            nanos.add(System.nanoTime() - now);
            if (starved) {
                break;
            }
            Thread.sleep(1);
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }
}
