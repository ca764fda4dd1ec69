package dev.jobber.shell;

import dev.jobber.otp.Pid;

/// The processes that lines speak of, and the errors of lines that speak of none.
public final class Targets {

    private final Engine engine;

    Targets(Engine engine) {
        this.engine = engine;
    }

    /// The live process that a text means.
    ///
    /// @throws ShellException `noproc` where there is none
    public Pid process(String text) {
        return engine.processes().find(text).orElseThrow(() -> new ShellException(noProcess(text)));
    }

    private Fault noProcess(String text) {
        return Processes.isPid(text)
                ? Fault.of(ErrorCode.NOPROC, "expected a live process, got: " + Processes.pid(text))
                : new Fault(
                        ErrorCode.NOPROC,
                        "expected a pid, a registered name or a job's id, got: " + text,
                        Suggestions.hint(
                                text, engine.node().registered(), "'tree' and 'jobs' show them"));
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
                            "'tree' shows the supervisors"));
        }
        return pid;
    }
}
