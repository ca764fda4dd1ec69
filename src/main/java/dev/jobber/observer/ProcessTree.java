package dev.jobber.observer;

import java.util.List;

/// A process in the supervision tree, with those below it.
///
/// @param process the process itself
/// @param children the processes that it supervises, in the order of their starts
public record ProcessTree(Entry process, List<ProcessTree> children) {
    /// The name of the first entry of a tree of all processes: the node, which has no pid.
    public static final String NODE = "node";

    public ProcessTree {
        children = List.copyOf(children);
    }

    /// A process as the tree shows it.
    ///
    /// @param name its registered name, a job's id, or the module that implements it
    /// @param pid its pid, `restarting` or `undefined`; empty for the node
    /// @param type `supervisor` or `worker`
    /// @param status the status of a job; of any other process, what the process does now
    /// @param restarts how often it has been restarted
    public record Entry(String name, String pid, String type, String status, int restarts) {}
}
