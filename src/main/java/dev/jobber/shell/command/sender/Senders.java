package dev.jobber.shell.command.sender;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.otp.Pid;
import dev.jobber.sender.SendServer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.session.Session;
import java.util.Optional;

/// Tells senders from other processes.
public final class Senders {
    private Senders() {}

    /// The sender that a text means; empty for a dead pid, on which messages have no effect.
    ///
    /// @throws ShellException where it is another process, or nothing at all
    static Optional<Pid> find(Session session, String text) {
        ProcessLookup processes = session.observer().processes();
        Optional<Pid> found =
                ProcessLookup.isPid(text)
                        ? processes.find(text)
                        : Optional.of(session.targets().process(text));
        found.filter(pid -> !isSender(session, pid))
                .ifPresent(pid -> {
                    throw new ShellException(new ErrorCode("badarg"), pid + " is not a sender");
                });
        return found;
    }

    public static boolean isSender(Session session, Pid pid) {
        return session.observer()
                .node()
                .info(pid)
                .filter(info -> info.what().equals(SendServer.class.getSimpleName()))
                .isPresent();
    }
}
