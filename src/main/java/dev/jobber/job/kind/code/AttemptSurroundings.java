package dev.jobber.job.kind.code;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Work;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.OutputLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the code of a job has around it: the attempt that runs it.
record AttemptSurroundings(CodeHost host, Work.Attempt work) implements Surroundings {
    @Override
    public void sleep(Duration time) throws InterruptedException {
        host.sleep(time);
    }

    @Override
    public void log(String line) {
        work.log().log(line);
    }

    @Override
    public void progress(AttemptLog.Progress now) {
        work.log().progress(now);
    }

    @Override
    public List<JobInfo> jobs() {
        return host.jobs();
    }

    @Override
    public OutputLines output() {
        return work.log().output();
    }

    @Override
    public Optional<Work.Attempt> attempt() {
        return Optional.of(work);
    }

    @Override
    public void exited(int code) {
        work.log().ended(new AttemptLog.ProgramEnd(OptionalInt.of(code), Optional.empty()));
    }

    @Override
    public void lingers(String what) {
        host.lingers(work.jobId(), what);
        work.log().lingers(what);
    }

    @Override
    public void gone() {
        host.gone(work.jobId());
        work.log().gone();
    }
}
