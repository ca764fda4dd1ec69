package dev.jobber.observer;

import java.util.List;

/// A process in the supervision tree, with those below it.
///
/// @param name its registered name, a job's id, or what implements it
/// @param pid its pid, `restarting` or `undefined`
/// @param type `supervisor` or `worker`
/// @param status how a job is; of other processes what they are at
/// @param restarts how often it has been started again
public record ProcessTree(
        String name,
        String pid,
        String type,
        String status,
        int restarts,
        List<ProcessTree> children) {
    public ProcessTree {
        children = List.copyOf(children);
    }
}
