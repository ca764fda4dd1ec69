package dev.jobber.bench;

import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// Pekko's actors that come and go.
final class PekkoLives {
    private PekkoLives() {}

    /// To an actor that starts children one after the other, each when the one before is gone.
    private record Begin(int children, CountDownLatch done) {}

    static void spawnExit(BenchRun run) throws Exception {
        inTurn(run, "spawn-exit", 100_000, Behaviors.setup(_ -> Behaviors.stopped()), false);
    }

    static void startStop(BenchRun run) throws Exception {
        Behavior<Object> stopsWhenTold = Behaviors.receiveMessage(_ -> Behaviors.stopped());
        inTurn(run, "start-stop", 100_000, stopsWhenTold, true);
    }

    private static void inTurn(BenchRun run, String id, int n, Behavior<Object> child, boolean tell)
            throws Exception {
        ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
        ActorRef<Object> parent =
                Pekko.spawn(
                        system,
                        Behaviors.setup(context -> {
                            var work = new Begin[1];
                            var left = new int[1];
                            return Behaviors.receive(Object.class)
                                    .onMessage(
                                            Begin.class,
                                            begin -> {
                                                work[0] = begin;
                                                left[0] = begin.children;
                                                spawn(context, child, tell);
                                                return Behaviors.same();
                                            })
                                    .onSignal(
                                            Terminated.class,
                                            _ -> {
                                                if (--left[0] == 0) {
                                                    work[0].done.countDown();
                                                } else {
                                                    spawn(context, child, tell);
                                                }
                                                return Behaviors.same();
                                            })
                                    .build();
                        }));
        run.rate(
                id,
                n,
                () -> {
                    var done = new CountDownLatch(1);
                    parent.tell(new Begin(n, done));
                    done.await();
                });
    }

    private static void spawn(ActorContext<Object> context, Behavior<Object> child, boolean tell) {
        ActorRef<Object> started = context.spawnAnonymous(child);
        context.watch(started);
        if (tell) {
            started.tell("stop");
        }
    }

    static void startChild(BenchRun run, String id, int callers) throws Exception {
        int n = 40_000;
        for (int i = 0; i < run.repeats() + 2; i++) {
            ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
            double seconds =
                    BenchRun.seconds(() -> {
                        var done = new CountDownLatch(callers);
                        for (int j = 0; j < callers; j++) {
                            Thread.startVirtualThread(() -> {
                                for (int k = 0; k < n / callers; k++) {
                                    Pekko.spawn(system, Pekko.echo());
                                }
                                done.countDown();
                            });
                        }
                        done.await();
                    });
            if (i >= 2) {
                run.figure(id, n / seconds);
            }
            end(system);
        }
    }

    static void stop(BenchRun run, String id, int children) throws Exception {
        for (int i = 0; i < run.repeats() + 1; i++) {
            ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
            for (int j = 0; j < children; j++) {
                Pekko.spawn(system, Pekko.echo());
            }
            double seconds = BenchRun.seconds(() -> end(system));
            if (i >= 1) {
                run.figure(id, seconds * 1e3);
            }
        }
    }

    private static void end(ActorSystem<?> system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    static void crashStorm(BenchRun run) throws Exception {
        int n = 20_000;
        Behavior<Object> crashing =
                Behaviors.receiveMessage(_ -> {
                    throw new IllegalStateException("boom");
                });
        inTurnAllAtOnce(run, n, crashing);
    }

    private static void inTurnAllAtOnce(BenchRun run, int n, Behavior<Object> child)
            throws Exception {
        ActorSystem<Pekko.Spawn<?>> system = Pekko.system();
        ActorRef<Object> parent =
                Pekko.spawn(
                        system,
                        Behaviors.setup(context -> {
                            var work = new Begin[1];
                            var left = new int[1];
                            return Behaviors.receive(Object.class)
                                    .onMessage(
                                            Begin.class,
                                            begin -> {
                                                work[0] = begin;
                                                left[0] = begin.children;
                                                for (int i = 0; i < begin.children; i++) {
                                                    spawn(context, child, true);
                                                }
                                                return Behaviors.same();
                                            })
                                    .onSignal(
                                            Terminated.class,
                                            _ -> {
                                                if (--left[0] == 0) {
                                                    work[0].done.countDown();
                                                }
                                                return Behaviors.same();
                                            })
                                    .build();
                        }));
        run.rate(
                "crash-storm",
                n,
                () -> {
                    var done = new CountDownLatch(1);
                    parent.tell(new Begin(n, done));
                    done.await();
                });
    }
}
