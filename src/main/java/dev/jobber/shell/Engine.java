package dev.jobber.shell;

import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import java.util.Optional;

/// What the shell's commands work on.
public final class Engine {

    private final Node node;
    private final Processes processes;

    /// @param node where the processes live
    public Engine(Node node) {
        this.node = node;
        this.processes = new Processes(node, _ -> Optional.<Pid>empty());
    }

    /// Where the processes live.
    public Node node() {
        return node;
    }

    /// Finds processes by what lines call them.
    public Processes processes() {
        return processes;
    }
}
