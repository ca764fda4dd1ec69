package dev.jobber.job.kind.program.os;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Starts processes, and reads what they print.
public interface Launcher {
    /// Starts a process in a session of its own.
    ///
    /// @param sinks take what it prints: standard output's, and standard error's where that is read
    ///   apart
    /// @throws ProgramStartException if it cannot be started
    Launched launch(Launch launch, List<OutputSink> sinks);

    /// A process that has been started.
    interface Launched {
        /// Its number, which is also that of its group.
        long pid();

        /// Completes when it has ended; what it started may still run.
        CompletionStage<?> ended();

        /// Forgets the process, which has ended, so that its number may be used again.
        ProgramExit reap();

        /// Reads what it has printed up to now, and then no more. Completes at once where all of it
        /// has been read: no process holds its pipes any more.
        CompletionStage<?> drain();
    }

    /// The launcher of this machine.
    ///
    /// @param bytes the bytes of a text, as a program is given them
    static Launcher ofThisMachine(Function<String, byte[]> bytes) {
        return PosixLauncher.isPossible() ? new PosixLauncher(bytes) : new JavaLauncher();
    }
}
