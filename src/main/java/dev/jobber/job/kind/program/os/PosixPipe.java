package dev.jobber.job.kind.program.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A pipe, whose descriptors no program inherits unless it is given one.
///
/// @param out the descriptor to read from
/// @param in the descriptor to write to
record PosixPipe(int out, int in) {
    /// None.
    static final PosixPipe NONE = new PosixPipe(-1, -1);

    private static final Posix.Function PIPE = Posix.Function.of("pipe2");
    private static final int O_CLOEXEC = 0x80000;

    /// How many descriptors are left to jobber itself, which has to load classes and to look at
    /// processes.
    private static final int RESERVE = 10;

    private static final int RLIMIT_NOFILE = 7;

    /// The number that no descriptor may reach.
    private static final long LIMIT = limit();

    private static long limit() {
        try (var arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(16, 8);
            int result = Posix.Function.of("getrlimit").callInt(RLIMIT_NOFILE, limits.address());
            long soft = limits.get(ValueLayout.JAVA_LONG, 0);
            return result == 0 && soft >= 0 ? soft : Long.MAX_VALUE;
        }
    }

    /// Opens one.
    ///
    /// @throws ProgramStartException if few descriptors are left
    static PosixPipe open() {
        try (var arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(8, 4);
            if (PIPE.callInt(both.address(), O_CLOEXEC) != 0) {
                throw new ProgramStartException(SpawnError.EMFILE.sentence());
            }
            var pipe =
                    new PosixPipe(
                            both.get(ValueLayout.JAVA_INT, 0), both.get(ValueLayout.JAVA_INT, 4));
            if (Math.max(pipe.out, pipe.in) >= LIMIT - RESERVE) {
                pipe.close();
                throw new ProgramStartException(SpawnError.EMFILE.sentence());
            }
            return pipe;
        }
    }

    /// Closes both ends.
    void close() {
        PosixPoller.close(out);
        PosixPoller.close(in);
    }
}
