package dev.jobber.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/// The Pekko side of the guide *From Pekko and Akka*. `scripts/test` runs it: it fails if Pekko
/// does not do what the guide says.
final class PekkoGuide {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PekkoGuide() {}

    static final class Greeter extends AbstractBehavior<Greeter.Command> {
        sealed interface Command {}

        record Hello(ActorRef<String> replyTo) implements Command {}

        record Rename(String name) implements Command {}

        private String name = "World";

        static Behavior<Command> create() {
            return Behaviors.setup(Greeter::new);
        }

        private Greeter(ActorContext<Command> context) {
            super(context);
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Hello.class, this::hello)
                    .onMessage(Rename.class, this::rename)
                    .build();
        }

        private Behavior<Command> hello(Hello hello) {
            hello.replyTo().tell("Hello, " + name + "!");
            return this;
        }

        private Behavior<Command> rename(Rename rename) {
            name = rename.name();
            return this;
        }
    }

    private static void aServer() {
        ActorSystem<Greeter.Command> greeter = ActorSystem.create(Greeter.create(), "greeter");
        greeter.tell(new Greeter.Rename("Ann"));
        CompletionStage<String> hello =
                AskPattern.ask(
                        greeter, Greeter.Hello::new, Duration.ofSeconds(5), greeter.scheduler());
        expect("Hello, Ann!", hello.toCompletableFuture().join());
        greeter.terminate();
    }

    enum Turn {
        COIN,
        PUSH
    }

    static Behavior<Turn> locked(int passed) {
        return Behaviors.receive(Turn.class)
                .onMessageEquals(Turn.COIN, () -> free(passed))
                .onMessageEquals(Turn.PUSH, Behaviors::same)
                .build();
    }

    static Behavior<Turn> free(int passed) {
        return Behaviors.receive(Turn.class)
                .onMessageEquals(Turn.PUSH, () -> locked(passed + 1))
                .onMessageEquals(Turn.COIN, Behaviors::same)
                .build();
    }

    /// A turnstile tells nothing of itself, so this watches it from outside.
    private static void become() throws InterruptedException {
        BlockingQueue<Turn> seen = new LinkedBlockingQueue<>();
        ActorSystem<Turn> turnstile =
                ActorSystem.create(
                        Behaviors.monitor(Turn.class, toldTo(seen), locked(0)), "turnstile");
        turnstile.tell(Turn.COIN);
        turnstile.tell(Turn.PUSH);
        expect(List.of(Turn.COIN, Turn.PUSH), List.of(next(seen), next(seen)));
        turnstile.terminate();
    }

    record Divide(int by, ActorRef<Integer> replyTo) {}

    static Behavior<Divide> divider() {
        Behavior<Divide> divider =
                Behaviors.receiveMessage(divide -> {
                    divide.replyTo().tell(100 / divide.by());
                    return Behaviors.same();
                });
        return Behaviors.supervise(divider)
                .onFailure(
                        ArithmeticException.class,
                        SupervisorStrategy.restart().withLimit(3, Duration.ofSeconds(5)));
    }

    private static void startingAgain() {
        ActorSystem<Divide> divider = ActorSystem.create(divider(), "divider");
        divider.tell(new Divide(0, divider.ignoreRef()));
        CompletionStage<Integer> answer =
                AskPattern.ask(divider, to -> new Divide(4, to), PATIENCE, divider.scheduler());
        expect(25, answer.toCompletableFuture().join());
        divider.terminate();
    }

    static Behavior<String> watching(Behavior<String> worker, BlockingQueue<String> ended) {
        return Behaviors.setup(context -> {
            ActorRef<String> watched = context.spawn(worker, "worker");
            context.watch(watched);
            return Behaviors.receive(String.class)
                    .onMessage(
                            String.class,
                            message -> {
                                watched.tell(message);
                                return Behaviors.same();
                            })
                    .onSignal(
                            Terminated.class,
                            gone -> {
                                ended.add(gone.getRef().path().name() + " has ended");
                                return Behaviors.stopped();
                            })
                    .build();
        });
    }

    private static void watch() throws InterruptedException {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        Behavior<String> worker = Behaviors.receiveMessage(_ -> Behaviors.stopped());
        ActorSystem<String> watcher = ActorSystem.create(watching(worker, ended), "watcher");
        watcher.tell("stop");
        expect("worker has ended", next(ended));
    }

    static Behavior<String> heart(List<String> beats) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate("beat", Duration.ofMillis(10));
            return Behaviors.receiveMessage(beat -> {
                beats.add(beat);
                return beats.size() < 3 ? Behaviors.same() : Behaviors.stopped();
            });
        });
    }

    private static void timers() {
        List<String> beats = new ArrayList<>();
        ActorSystem<String> heart = ActorSystem.create(heart(beats), "heart");
        heart.getWhenTerminated().toCompletableFuture().join();
        expect(List.of("beat", "beat", "beat"), beats);
    }

    private static <T> ActorRef<T> toldTo(BlockingQueue<T> queue) {
        return ActorSystem.create(
                Behaviors.receiveMessage(message -> {
                    queue.add(message);
                    return Behaviors.same();
                }),
                "seen");
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    private static void expect(Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError("expected " + expected + ", got: " + got);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        aServer();
        become();
        startingAgain();
        watch();
        timers();
        System.exit(0); // the systems that are left
    }
}
