package dev.jobber.job.kind.program;

import dev.jobber.job.Outcome;
import dev.jobber.job.Work;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.AttemptLog.ProgramEnd;
import dev.jobber.job.kind.program.os.ProgramExit;
import dev.jobber.job.kind.program.os.SignalNames;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Work that is a program of the operating system.
///
/// | the program | the work |
/// |---|---|
/// | ends with a code of success | returns ok, with the last line of output that says something |
/// | ends with another code | returns an error, which is tried again if the code is one for that |
/// | is ended by a signal, or cannot be started | crashes |
final class ProgramWork implements Work {
    private final Program program;
    private final Duration grace;
    private final Programs programs;

    /// @param grace how long the program may take to end after it was asked to
    ProgramWork(Program program, Duration grace, Programs programs) {
        this.program = program;
        this.grace = grace;
        this.programs = programs;
    }

    @Override
    public Object perform(Attempt attempt) throws InterruptedException {
        AttemptLog log = attempt.log();
        var running = new RunningProgram();
        Process.open(running); // before the start, so that a kill in between finds it
        running.start(
                () ->
                        programs.start(
                                program,
                                new Programs.Attempt(attempt.jobId(), attempt.number(), grace),
                                log),
                exit -> log.ended(end(exit)));
        ProgramExit exit = running.await();
        if (exit.isSignal()) {
            throw new ProgramDeathException(
                    programs.withoutSecrets(program, program.command().getFirst())
                            + " was ended by "
                            + SignalNames.of(exit.number()));
        }
        return outcome(exit.number(), log.output().last());
    }

    private static ProgramEnd end(ProgramExit exit) {
        return exit.isSignal()
                ? new ProgramEnd(OptionalInt.empty(), Optional.of(SignalNames.of(exit.number())))
                : new ProgramEnd(OptionalInt.of(exit.number()), Optional.empty());
    }

    private Outcome outcome(int code, String last) {
        if (program.codes().ok().contains(code)) {
            return last.isEmpty() ? Outcome.ok() : Outcome.ok(last);
        }
        String reason = "exit " + code;
        return program.codes().isRetried(code) ? Outcome.error(reason) : Outcome.failure(reason);
    }

    @Override
    public boolean endsOnSignal() {
        return true;
    }

    /// What a line of the shell says of it: `#Work<sh -- sleep 5>`
    @Override
    public String toString() {
        return "#Work<sh -- " + programs.withoutSecrets(program, program.toString()) + ">";
    }
}
