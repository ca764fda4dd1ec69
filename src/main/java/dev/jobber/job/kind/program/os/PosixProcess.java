package dev.jobber.job.kind.program.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A process that [PosixLauncher] has started.
///
/// Its end is waited for with a descriptor (`pidfd_open`), or where the system gives none with a
/// thread of Java's. Nothing of it is forgotten before [#reap]: until then no other process has its
/// number.
final class PosixProcess implements Launcher.Launched {
    private static final Optional<Posix.Function> PIDFD_OPEN = Posix.Function.find("pidfd_open");
    private static final Posix.Function WAITPID = Posix.Function.of("waitpid");

    private final int pid;
    private final PosixPoller poller;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();

    /// The pipes that are still read. For the poller's thread only.
    private final List<Output> outputs = new ArrayList<>();

    private PosixProcess(int pid, PosixPoller poller) {
        this.pid = pid;
        this.poller = poller;
    }

    /// A process, whose output is read from now on.
    ///
    /// @param outputs the descriptors of its pipes, one for each sink
    static PosixProcess watched(
            int pid, List<Integer> outputs, List<OutputSink> sinks, PosixPoller poller) {
        var process = new PosixProcess(pid, poller);
        for (int i = 0; i < outputs.size(); i++) {
            process.outputs.add(process.new Output(outputs.get(i), sinks.get(i)));
        }
        if (outputs.isEmpty()) {
            process.drained.complete(null);
        }
        List<PosixPoller.Watched> watched = new ArrayList<>(process.outputs);
        int descriptor = PIDFD_OPEN.map(open -> open.callInt(pid, 0)).orElse(-1);
        if (descriptor >= 0) {
            watched.add(process.new End(descriptor));
        } else {
            ProcessHandle.of(pid)
                    .ifPresentOrElse(
                            handle -> {
                                var _ = handle.onExit().thenRun(() -> process.ended.complete(null));
                            },
                            () -> process.ended.complete(null));
        }
        poller.watch(watched);
        return process;
    }

    /// A pipe that the process prints into.
    private final class Output implements PosixPoller.Watched {
        private final int descriptor;
        private final OutputSink sink;

        Output(int descriptor, OutputSink sink) {
            this.descriptor = descriptor;
            this.sink = sink;
        }

        @Override
        public int descriptor() {
            return descriptor;
        }

        @Override
        public boolean ready() {
            int read = outputs.contains(this) ? poller.read(descriptor) : 0;
            if (read > 0) {
                sink.add(poller.bytes(), read);
            } else {
                end();
            }
            return read > 0;
        }

        /// Reads what is there.
        void readAll() {
            while (outputs.contains(this) && poller.isReady(descriptor)) {
                if (!ready()) {
                    poller.close(this);
                }
            }
        }

        void end() {
            if (outputs.remove(this)) {
                try {
                    sink.end();
                } finally {
                    if (outputs.isEmpty()) {
                        drained.complete(null);
                    }
                }
            }
        }
    }

    /// What tells the end of the process.
    private final class End implements PosixPoller.Watched {
        private final int descriptor;

        End(int descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public int descriptor() {
            return descriptor;
        }

        /// What it has printed is read first, as it is mostly all there is.
        @Override
        public boolean ready() {
            try {
                List.copyOf(outputs).forEach(Output::readAll);
            } finally {
                ended.complete(null);
            }
            return false;
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public CompletionStage<?> ended() {
        return ended;
    }

    @Override
    public ProgramExit reap() {
        try (var arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(4, 4);
            int _ = WAITPID.callInt(pid, status.address(), 0);
            return ProgramExit.ofStatus(status.get(ValueLayout.JAVA_INT, 0));
        }
    }

    @Override
    public CompletionStage<?> drain() {
        if (!drained.isDone()) {
            poller.onThread(() ->
                    List.copyOf(outputs)
                            .forEach(output -> {
                                try {
                                    output.readAll();
                                } finally {
                                    output.end();
                                    poller.close(output);
                                }
                            }));
        }
        return drained;
    }
}
