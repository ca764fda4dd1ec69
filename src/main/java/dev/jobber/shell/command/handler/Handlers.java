package dev.jobber.shell.command.handler;

import dev.jobber.job.Jobber;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.StartOptions;
import dev.jobber.shell.session.SharedTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The handlers of a tree, by number.
///
/// A process, `JobHandlers`, hears of the ends of jobs and has a process of its own for each run of
/// a handler. The first handler starts it as a child of the tree. If it crashes it is started
/// again, and the handlers stay.
final class Handlers {
    /// The name of the process that hears of ends.
    static final String NAME = "JobHandlers";

    private final SharedTree tree;
    private final SortedMap<Integer, Handler> handlers = new TreeMap<>();
    private final Map<Integer, Count> counts = new LinkedHashMap<>();
    private int last;

    Handlers(SharedTree tree) {
        this.tree = tree;
    }

    /// How often a handler has run.
    ///
    /// @param failures how many of these runs failed
    record Count(long runs, long failures) {
        static final Count NONE = new Count(0, 0);
    }

    /// Adds a handler, in place of one that does the same for the same jobs.
    ///
    /// @return its number
    int add(Handler handler) {
        Jobber jobber = tree.observer().jobber();
        jobber.addChild(
                ChildSpec.worker(
                        NAME,
                        () ->
                                GenServer.startLink(
                                        new HandlerServer(jobber, this, tree.log()),
                                        StartOptions.named(NAME))));
        synchronized (this) {
            int number =
                    handlers.entrySet().stream()
                            .filter(each -> each.getValue().isLike(handler))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseGet(() -> ++last);
            handlers.put(number, handler);
            return number;
        }
    }

    /// All handlers, in the order of their numbers.
    synchronized Map<Integer, Handler> all() {
        return new TreeMap<>(handlers);
    }

    synchronized Optional<Handler> remove(int number) {
        counts.remove(number);
        return Optional.ofNullable(handlers.remove(number));
    }

    synchronized Count count(int number) {
        return counts.getOrDefault(number, Count.NONE);
    }

    /// A handler has run.
    synchronized void ran(int number, boolean failed) {
        if (handlers.containsKey(number)) {
            Count before = count(number);
            counts.put(number, new Count(before.runs() + 1, before.failures() + (failed ? 1 : 0)));
        }
    }
}
