package dev.jobber.job;

import dev.jobber.otp.Down;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;

/// A death that has to be over and done with.
final class Departure {
    private Departure() {}

    /// Waits, in the calling process, until a process is dead and those linked to it have heard of
    /// it.
    static void await(Pid process) {
        MonitorRef monitor = Process.monitor(process);
        Process.receive(message -> message instanceof Down down && down.ref() == monitor);
    }
}
