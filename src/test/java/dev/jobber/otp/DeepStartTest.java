package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts inside starts, and bodies that run out of stack or heap.
class DeepStartTest {
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    /// Starts the next one in its init, with a link, down to a depth; the last one fails or does
    /// not.
    private static final class Next extends GenServer<Integer, Request<?>, Object> {
        private final int left;
        private final boolean fails;

        Next(int left, boolean fails) {
            this.left = left;
            this.fails = fails;
        }

        @Override
        protected InitResult<Integer> init() {
            if (left > 0) {
                GenServer.startLink(new Next(left - 1, fails)).pidOrExit();
            } else if (fails) {
                return stop(ExitReason.shutdown("the last one"));
            }
            return ok(left);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33, 1_200, 20_000})
    void a_chain_of_starts_may_have_any_length(int deep) throws Exception {
        long processes =
                node.run(() -> {
                    GenServer.startLink(new Next(deep, false)).pidOrExit();
                    return node.processCount();
                });
        assertThat(processes).isEqualTo(deep + 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 2_000})
    void a_start_that_fails_at_the_end_of_a_chain_fails_it_all(int deep) throws Exception {
        StartResult result =
                node.run(() -> {
                    Process.trapExit(true);
                    return GenServer.startLink(new Next(deep, true));
                });
        assertThat(result).isEqualTo(StartResult.failed(ExitReason.shutdown("the last one")));
        node.awaitQuiet();
        assertThat(node.processCount()).isZero();
    }

    // ---- what a body throws

    private static int forEver(int n) {
        return forEver(n + 1) + 1;
    }

    private static Error error(Class<? extends Error> kind) {
        try {
            if (kind == StackOverflowError.class) {
                forEver(0);
            }
            throw new OutOfMemoryError("as if");
        } catch (Error thrown) {
            return thrown;
        }
    }

    /// Throws that where it is told to.
    private static final class Failing extends GenServer<String, Request<?>, String> {
        private final String where;
        private final Class<? extends Error> kind;

        Failing(String where, Class<? extends Error> kind) {
            this.where = where;
            this.kind = kind;
        }

        private void fail(String here) {
            if (here.equals(where)) {
                if (kind == StackOverflowError.class) {
                    forEver(0);
                }
                throw error(kind);
            }
        }

        @Override
        protected InitResult<String> init() {
            fail("init");
            return ok("state");
        }

        @Override
        protected Result<String> handleCast(String message, String state) {
            fail("handleCast");
            return stop(ExitReason.word("boom"), state);
        }

        @Override
        protected void terminate(ExitReason reason, String state) {
            fail("terminate");
        }

        @Override
        protected Status<?> formatStatus(Status<String> status) {
            fail("formatStatus");
            return status;
        }
    }

    private ExitReason endOf(GenServer<?, ?, ?> server, boolean linked) throws Exception {
        return node.run(() -> {
            Process.trapExit(true);
            StartResult started =
                    linked
                            ? GenServer.startLink(server)
                            : GenServer.start(server, StartOptions.NONE);
            if (!(started instanceof StartResult.Started(var pid, _))) {
                return ((StartResult.Failed) started).reason();
            }
            MonitorRef ref = Process.monitor(pid);
            GenServer.cast(pid, "go");
            return ((Down) Process.receive(it -> it instanceof Down down && down.ref() == ref))
                    .reason();
        });
    }

    private static void isCrashBy(ExitReason reason, Class<? extends Error> kind) {
        assertThat(reason).isInstanceOf(ExitReason.Crash.class);
        assertThat(((ExitReason.Crash) reason).exception()).isInstanceOf(kind);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
    void a_server_that_runs_out_of_stack_or_heap_ends_and_is_told_of(Class<? extends Error> kind)
            throws Exception {
        for (boolean linked : new boolean[] {true, false}) {
            isCrashBy(endOf(new Failing("init", kind), linked), kind);
            isCrashBy(endOf(new Failing("handleCast", kind), linked), kind);
            isCrashBy(endOf(new Failing("terminate", kind), linked), kind);
            assertThat(endOf(new Failing("formatStatus", kind), linked))
                    .isEqualTo(ExitReason.word("boom"));
        }
        node.awaitQuiet();
        assertThat(node.processCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
    void so_does_a_bare_process_and_a_task(Class<? extends Error> kind) throws Exception {
        ExitReason bare =
                node.run(() -> {
                    Process.spawnMonitor(() -> {
                        throw error(kind);
                    });
                    return ((Down) Process.receive(it -> it instanceof Down)).reason();
                });
        isCrashBy(bare, kind);
        TaskResult<Object> task =
                node.run(() -> {
                    Process.trapExit(true);
                    return Task.async(
                                    () -> {
                                        throw error(kind);
                                    })
                            .yield(Process.INFINITY)
                            .orElseThrow();
                });
        isCrashBy(((TaskResult.Exit<Object>) task).reason(), kind);
    }
}
