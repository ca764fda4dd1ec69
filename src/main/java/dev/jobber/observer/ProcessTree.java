package dev.jobber.observer;

import dev.jobber.otp.Inspect;
import java.util.List;
import java.util.Optional;

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
    /// @param called what it is called
    /// @param pid its pid, `restarting` or `undefined`; empty for the node
    /// @param type `supervisor` or `worker`
    /// @param status the status of a job; of any other process, what the process does now
    /// @param restarts how often it has been restarted
    public record Entry(Called called, String pid, String type, String status, int restarts) {
        /// A process without a label.
        public Entry(String name, String pid, String type, String status, int restarts) {
            this(new Called(name, Optional.empty()), pid, type, status, restarts);
        }

        /// Its name, without its label.
        public String name() {
            return called.name();
        }

        /// Its name, and its label if it has one.
        public String shown() {
            return called.text();
        }
    }

    /// What a process is called, by others and by itself.
    ///
    /// @param name its registered name, a job's id, or the module that implements it
    /// @param label what it calls itself, see [dev.jobber.otp.Process#setLabel(Object)]
    public record Called(String name, Optional<String> label) {
        static Called of(String name, Optional<Object> label) {
            return new Called(name, label.map(Inspect::text));
        }

        /// Both: `hits (count)`.
        String text() {
            return Inspect.labelled(name, label);
        }
    }
}
