package dev.jobber.bench;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// The experiments on Apache Pekko typed, with its default settings: the same work and the same
/// counts. Its callers wait for an answer on a virtual thread, as a process does.
final class Pekko {
    static final Map<String, Experiment> EXPERIMENTS =
            Map.ofEntries(
                    entry("heap-idle-server", Pekko::heapIdleServer),
                    entry("spawn-exit", PekkoLives::spawnExit),
                    entry("start-stop", PekkoLives::startStop),
                    entry("call-1-1", Pekko::callOneToOne),
                    entry("call-100-1", Pekko::callHundredToOne),
                    entry("call-2-pairs", Pekko::callTwoPairs),
                    entry("call-outside", Pekko::callOutside),
                    entry("cast-1-1", run -> casts(run, "cast-1-1", 1)),
                    entry("cast-4-1", run -> casts(run, "cast-4-1", 4)),
                    entry("ring-1", run -> ring(run, "ring-1", 1)),
                    entry("ring-100", run -> ring(run, "ring-100", 100)),
                    entry("start-child-1", run -> PekkoLives.startChild(run, "start-child-1", 1)),
                    entry("start-child-4", run -> PekkoLives.startChild(run, "start-child-4", 4)),
                    entry("stop-40k", run -> PekkoLives.stop(run, "stop-40k", 40_000)),
                    entry("stop-400k", run -> PekkoLives.stop(run, "stop-400k", 400_000)),
                    entry("crash-storm", PekkoLives::crashStorm),
                    entry("timers-1m", PekkoTimers::million),
                    entry("timer-late", PekkoTimers::late),
                    entry("fair-msg", run -> PekkoTimers.besidePairs(run, "fair-msg", 8)));

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Pekko() {}

    // ---- the server that all processes call

    sealed interface Message {}

    record Get(ActorRef<Integer> replyTo) implements Message {}

    record Ping() implements Message {}

    static final Ping PING = new Ping();

    static Behavior<Message> echo() {
        return Behaviors.setup(_ -> {
            int[] seen = {0};
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case Get(var replyTo) -> replyTo.tell(seen[0]);
                    case Ping() -> seen[0]++;
                }
                return Behaviors.same();
            });
        });
    }

    // ---- a system whose guardian starts actors for others

    record Spawn<T>(Behavior<T> behavior, ActorRef<ActorRef<T>> replyTo) {}

    static ActorSystem<Spawn<?>> system() {
        return ActorSystem.create(
                Behaviors.<Spawn<?>>setup(context ->
                        Behaviors.receiveMessage(spawn -> {
                            answer(spawn, context);
                            return Behaviors.same();
                        })),
                "bench");
    }

    private static <T> void answer(
            Spawn<T> spawn, org.apache.pekko.actor.typed.javadsl.ActorContext<Spawn<?>> context) {
        spawn.replyTo().tell(context.spawnAnonymous(spawn.behavior()));
    }

    static <T> ActorRef<T> spawn(ActorSystem<Spawn<?>> system, Behavior<T> behavior) {
        CompletionStage<ActorRef<T>> started =
                AskPattern.ask(
                        system,
                        replyTo -> new Spawn<>(behavior, replyTo),
                        PATIENCE,
                        system.scheduler());
        return started.toCompletableFuture().join();
    }

    static int get(ActorSystem<?> system, ActorRef<Message> server) {
        return get(system, server, PATIENCE);
    }

    static int get(ActorSystem<?> system, ActorRef<Message> server, Duration patience) {
        CompletionStage<Integer> answer =
                AskPattern.ask(server, Get::new, patience, system.scheduler());
        return answer.toCompletableFuture().join();
    }

    // ---- memory

    private static void heapIdleServer(BenchRun run) throws Exception {
        int n = run.count(1_000_000, 200_000);
        ActorSystem<Spawn<?>> system = system();
        start(system, 1_000);
        long before = BenchRun.heapInUse();
        start(system, n);
        run.figure("heap-idle-server", (double) (BenchRun.heapInUse() - before) / n);
    }

    private static void start(ActorSystem<Spawn<?>> system, int n) {
        for (int i = 0; i < n; i++) {
            get(system, spawn(system, echo()));
        }
    }

    // ---- calls and casts

    private static void callOneToOne(BenchRun run) throws Exception {
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Message> server = spawn(system, echo());
        int n = 100_000;
        run.rate("call-1-1", n, () -> callers(system, 1, n, server));
    }

    private static void callHundredToOne(BenchRun run) throws Exception {
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Message> server = spawn(system, echo());
        int n = 500_000;
        run.rate("call-100-1", n, () -> callers(system, 100, n, server));
    }

    private static void callTwoPairs(BenchRun run) throws Exception {
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Message> one = spawn(system, echo());
        ActorRef<Message> other = spawn(system, echo());
        int n = 200_000;
        run.rate("call-2-pairs", n, () -> callers(system, 2, n, one, other));
    }

    private static void callOutside(BenchRun run) throws Exception {
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Message> server = spawn(system, echo());
        int n = 50_000;
        run.rate("call-outside", n, () -> calls(system, server, n));
    }

    private static void calls(ActorSystem<?> system, ActorRef<Message> server, int n) {
        for (int i = 0; i < n; i++) {
            get(system, server);
        }
    }

    @SafeVarargs
    private static void callers(
            ActorSystem<?> system, int callers, int calls, ActorRef<Message>... servers)
            throws InterruptedException {
        var done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            ActorRef<Message> server = servers[i % servers.length];
            Thread.startVirtualThread(() -> {
                calls(system, server, calls / callers);
                done.countDown();
            });
        }
        done.await();
    }

    private static void casts(BenchRun run, String id, int senders) throws Exception {
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Message> server = spawn(system, echo());
        int n = 1_000_000;
        run.rate(
                id,
                n,
                () -> {
                    var done = new CountDownLatch(senders);
                    for (int i = 0; i < senders; i++) {
                        Thread.startVirtualThread(() -> {
                            for (int j = 0; j < n / senders; j++) {
                                server.tell(PING);
                            }
                            get(system, server);
                            done.countDown();
                        });
                    }
                    done.await();
                });
    }

    // ---- rings

    sealed interface Hop {}

    record Token(int hops, CountDownLatch done) implements Hop {}

    record Next(ActorRef<Hop> next) implements Hop {}

    private static Behavior<Hop> station() {
        return Behaviors.setup(context -> {
            ActorRef<?>[] next = {context.getSelf()};
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case Next(var newNext) -> next[0] = newNext;
                    case Token(var hops, var done) when hops == 0 -> done.countDown();
                    case Token(var hops, var done) ->
                            next[0].<Hop>unsafeUpcast().tell(new Token(hops - 1, done));
                }
                return Behaviors.same();
            });
        });
    }

    private static void ring(BenchRun run, String id, int tokens) throws Exception {
        int size = 1_000;
        int hops = 1_000_000;
        ActorSystem<Spawn<?>> system = system();
        ActorRef<Hop>[] ring = newArray(size);
        for (int i = 0; i < size; i++) {
            ring[i] = spawn(system, station());
        }
        for (int i = 0; i < size; i++) {
            ring[i].tell(new Next(ring[(i + 1) % size]));
        }
        run.rate(
                id,
                hops,
                () -> {
                    var done = new CountDownLatch(tokens);
                    for (int i = 0; i < tokens; i++) {
                        ring[i * (size / tokens)].tell(new Token(hops / tokens, done));
                    }
                    done.await();
                });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    private static ActorRef<Hop>[] newArray(int size) {
        return new ActorRef[size];
    }

    // ---- lives

    /// Waits until an actor is gone.
    static Behavior<Object> watching(ActorRef<?> watched, CountDownLatch gone) {
        return Behaviors.setup(context -> {
            context.watch(watched);
            return Behaviors.receive(Object.class)
                    .onSignal(
                            Terminated.class,
                            _ -> {
                                gone.countDown();
                                return Behaviors.stopped();
                            })
                    .build();
        });
    }
}
