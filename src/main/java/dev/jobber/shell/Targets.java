package dev.jobber.shell;

import dev.jobber.job.Jobber;
import dev.jobber.job.KnownJob;
import dev.jobber.otp.Pid;
import java.util.ArrayList;
import java.util.List;

/// The processes that lines speak of, and the errors of lines that speak of none.
public final class Targets {

    /// A guess looks at so many jobs.
    private static final int MOST_GUESSED = 200;

    private final Engine engine;

    Targets(Engine engine) {
        this.engine = engine;
    }

    /// The live process that a text means. What is asked of it next is an answer that may have to
    /// be waited for.
    ///
    /// @throws ShellException `noproc` where there is none
    public Pid process(String text) {
        var pid =
                engine.processes()
                        .find(text)
                        .orElseThrow(() -> new ShellException(missing(ErrorCode.NOPROC, text)));
        Progress.waitsFor(new Waiting.OfAnswer(engine, text, pid));
        return pid;
    }

    /// Why a text means no live process: what became of the one it meant, or what may have been
    /// meant.
    public Fault missing(ErrorCode code, String text) {
        var job = engine.job(text);
        if (job.isPresent()) {
            return new EndedJob(engine, job.get()).fault(code, text);
        }
        if (Processes.isPid(text)) {
            return new Fault(
                    code,
                    "expected a live process, got: " + Processes.pid(text) + ", which is not alive",
                    "'tree' and 'jobs' show those that live");
        }
        if (Jobber.NAMES.contains(text) || Jobber.NAMES.contains(Processes.name(text))) {
            return new Fault(
                    code,
                    "expected a live process, got: " + text + ", which does not run",
                    ExitFaults.START_AGAIN);
        }
        var known = new ArrayList<>(engine.node().registered());
        known.addAll(ids());
        return new Fault(
                code,
                "expected a pid, a registered name or a job's id, got: " + text,
                Suggestions.hint(Processes.name(text), known, "'tree' and 'jobs' show them"));
    }

    /// The command that runs asks a process to do something.
    ///
    /// @param name what the line calls it
    /// @param task what it is to do: `start good`
    public void asks(String name, Pid pid, String task) {
        Progress.waitsFor(new Waiting.OfTask(engine, name, pid, task));
    }

    /// The command that runs asks JobRunner to do something.
    ///
    /// @param task what it is to do: `start good`
    public void asksRunner(String task) {
        engine.jobber().runner().whereis().ifPresent(pid -> asks(Jobber.RUNNER, pid, task));
    }

    /// The tree under the supervisor that a text means. Each supervisor in it is asked, and its
    /// answer is waited for.
    ///
    /// @throws ShellException where it means none
    public TreeNode tree(String text) {
        return engine.tree(
                supervisor(text),
                (name, pid) -> Progress.waitsFor(new Waiting.OfAnswer(engine, name, pid)));
    }

    /// The command that runs waits until the processes of a tree that has ended are gone.
    public void awaitsEndOfTree() {
        Progress.waitsFor(new Waiting.OfTree());
    }

    /// The command that runs waits for the end of a process.
    ///
    /// @param name what the line calls it
    public void awaitsEnd(String name, Pid pid) {
        Progress.waitsFor(new Waiting.OfEnd(engine, name, pid));
    }

    /// The command that runs waits for the ends of jobs.
    public void awaitsEnds(List<KnownJob> jobs) {
        Progress.waitsFor(new Waiting.OfJobs(engine, jobs));
    }

    /// The job that a text means.
    ///
    /// @throws ShellException `not_found` where it means none
    public KnownJob job(String text) {
        return engine.job(text)
                .orElseThrow(() ->
                        new ShellException(
                                new Fault(
                                        ErrorCode.NOT_FOUND,
                                        "expected a job's id or pid, got: " + text,
                                        Suggestions.hint(text, ids(), "'jobs' lists them"))));
    }

    /// The ids of the jobs that were started last.
    private List<String> ids() {
        return engine.jobber().jobs().reversed().stream()
                .limit(MOST_GUESSED)
                .map(KnownJob::id)
                .toList();
    }

    /// The supervisor that a text means.
    ///
    /// @throws ShellException where it means none
    public Pid supervisor(String text) {
        var pid = process(text);
        if (!engine.supervisors().isSupervisor(pid)) {
            throw new ShellException(
                    new Fault(
                            new ErrorCode("badarg"),
                            "expected a supervisor, got: " + pid + ", which is none",
                            engine.supervisorOf(text)
                                    .map(supervisor -> "its supervisor is " + supervisor)
                                    .orElse("'tree' shows the supervisors")));
        }
        return pid;
    }
}
