package dev.jobber.shell.command.job;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Work;
import dev.jobber.job.history.AttemptLog.Progress;
import dev.jobber.job.history.OutputLines;
import dev.jobber.job.kind.code.Surroundings;
import dev.jobber.otp.Pid;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an expression has around it while it is evaluated: the session.
final class EvalSurroundings implements Surroundings {
    private static final int LONGEST_LINE = 64 * 1024;

    private final Session session;
    private volatile Optional<Pid> process = Optional.empty();
    private volatile Optional<Progress> progress = Optional.empty();

    EvalSurroundings(Session session) {
        this.session = session;
    }

    /// This process runs it.
    void runsIn(Pid pid) {
        process = Optional.of(pid);
    }

    /// The process that runs it, and how far it says it has come.
    String described() {
        return process.map(pid -> "eval " + pid).orElse("eval")
                + progress.map(now -> " (" + now + ")").orElse("");
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        session.code().sleep(time);
    }

    @Override
    public void log(String line) {
        session.log().log(LogLevel.INFO, "eval: " + line);
    }

    @Override
    public void progress(Progress now) {
        progress = Optional.of(now);
    }

    @Override
    public List<JobInfo> jobs() {
        return session.code().jobs();
    }

    @Override
    public OutputLines output() {
        return OutputLines.of(2 * LONGEST_LINE, session.log()::print);
    }

    @Override
    public Optional<Work.Attempt> attempt() {
        return Optional.empty();
    }

    @Override
    public void exited(int code) {
        // Its value says so.
    }

    @Override
    public void lingers(String what) {
        session.code().lingers(described(), what);
        session.log().log(LogLevel.WARNING, described() + " is lingering: " + what);
    }

    @Override
    public void gone() {
        session.code().gone(described());
        session.log().log(LogLevel.INFO, described() + " is no longer lingering");
    }
}
