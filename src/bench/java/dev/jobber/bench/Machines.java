package dev.jobber.bench;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StateMachine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// State machines: a switch that is turned by each call, and one that would turn itself back.
final class Machines {
    private static final Duration LONG = Duration.ofHours(1);

    private Machines() {}

    private enum Position {
        ON,
        OFF
    }

    private record Turn() implements Request<Integer> {}

    private static final Turn TURN = new Turn();

    private static final class Switch extends StateMachine<Position, Integer> {
        @Override
        protected InitResult<Position, Integer> init() {
            return ok(Position.OFF, 0);
        }

        @Override
        protected Result<Position, Integer> handleEvent(
                Event event, Position position, Integer turns) {
            Position other = position == Position.ON ? Position.OFF : Position.ON;
            return switch (event) {
                case Event.Call(var from, Turn turn) ->
                        nextState(other, turns + 1, reply(from, turn, turns));
                case Event.Cast _ -> nextState(other, turns + 1, stateTimeout(LONG, "back"));
                default -> keepStateAndData();
            };
        }
    }

    private static Pid turned(Node node) {
        return StateMachine.start(node, new Switch(), StartOptions.NONE).pidOrExit();
    }

    static void call(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid machine = turned(node);
            int n = 200_000;
            run.rate(
                    "machine-call",
                    n,
                    () ->
                            inProcess(
                                    node,
                                    () -> {
                                        for (int i = 0; i < n; i++) {
                                            StateMachine.call(machine, TURN);
                                        }
                                    }));
        }
    }

    static void cast(BenchRun run) throws Exception {
        try (Node node = Node.builder().ownsScheduler().build()) {
            Pid machine = turned(node);
            int n = 500_000;
            run.rate(
                    "machine-cast",
                    n,
                    () ->
                            inProcess(
                                    node,
                                    () -> {
                                        for (int i = 0; i < n; i++) {
                                            GenServer.cast(machine, EchoServer.PING);
                                        }
                                        StateMachine.call(machine, TURN);
                                    }));
        }
    }

    private static void inProcess(Node node, Runnable work) throws InterruptedException {
        var done = new CountDownLatch(1);
        node.spawn(() -> {
            work.run();
            done.countDown();
        });
        done.await();
    }
}
