package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// Something that happened in a node: a value, with its sentence beside it. The kernel never logs;
/// it hands these to the node's one [EventListener].
public sealed interface Event {
    /// How much it matters, in the words of Elixir's Logger.
    enum Level {
        /// For those who look for something.
        DEBUG,
        /// As it should be.
        INFO,
        /// Odd, and survived.
        WARNING,
        /// A crash.
        ERROR
    }

    /// How much it matters.
    Level level();

    /// What it means, in one sentence or a report of several lines. Never throws: the text of a
    /// value, a message or an exception that cannot say it is what [Inspect] makes of that.
    String message();

    /// A server ends with an abnormal reason: `GenServer WHO terminating`.
    ///
    /// @param who the registered name, or the pid
    /// @param lastMessage what it was handling
    /// @param client who had called, if it was a call of a process
    record ServerTerminating(
            Pid pid,
            String who,
            ExitReason reason,
            Object lastMessage,
            Optional<Pid> client,
            Object state)
            implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            String from = client.map(it -> " (from " + it + ")").orElse("");
            return "GenServer "
                    + who
                    + " terminating\n"
                    + banner(reason)
                    + "\nLast message"
                    + from
                    + ": "
                    + Inspect.inspect(lastMessage)
                    + "\nState: "
                    + Inspect.inspect(state)
                    + client.map(it ->
                                    "\nClient " + it + " is " + (it.isAlive() ? "alive" : "dead"))
                            .orElse("");
        }
    }

    /// A process that is no server ended with an exception, or with a value nobody caught.
    record ProcessRaised(Pid pid, ExitReason reason) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Process " + pid + " raised an exception\n" + banner(reason);
        }
    }

    /// A task ended abnormally: `Task PID started from OWNER terminating`.
    record TaskTerminating(Pid pid, Pid owner, ExitReason reason) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Task " + pid + " started from " + owner + " terminating\n" + banner(reason);
        }
    }

    /// A server got a message it has no use for.
    ///
    /// @param who what kind of server it is
    /// @param name the registered name it has now, or the pid
    record UnexpectedMessage(Pid pid, String who, String name, Object unexpected) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return who
                    + " "
                    + name
                    + " received unexpected message in handleInfo: "
                    + Inspect.inspect(unexpected);
        }
    }

    /// A child ended otherwise than it should; its supervisor decides next what becomes of it.
    record ChildTerminated(Pid supervisor, Object id, Pid child, ExitReason reason)
            implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Child " + named(id, supervisor) + ", " + child + ", terminated: " + reason;
        }
    }

    /// A supervisor could not start a child.
    ///
    /// @param again whether it had run before; a failure at its first start is told to the caller
    record ChildStartFailed(Pid supervisor, Object id, ExitReason reason, boolean again)
            implements Event {
        @Override
        public Level level() {
            return again ? Level.WARNING : Level.DEBUG;
        }

        @Override
        public String message() {
            return "Child "
                    + named(id, supervisor)
                    + (again ? " failed to start again: " : " failed to start: ")
                    + reason;
        }
    }

    /// A child that a supervisor stopped ended otherwise than it was asked to.
    record ShutdownFailed(Pid supervisor, Object id, Pid child, ExitReason reason)
            implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return "Child "
                    + named(id, supervisor)
                    + ", "
                    + child
                    + ", was stopped and ended with "
                    + reason;
        }
    }

    /// A supervisor started a child again.
    record Restarted(Pid supervisor, Object id, Pid child, ExitReason after) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Child " + named(id, supervisor) + " restarted as " + child + " after " + after;
        }
    }

    /// A supervisor has restarted too often and ends.
    ///
    /// @param who the supervisor's registered name, or `Supervisor`
    /// @param reason why the child ended that would have to be started again once more
    /// @param limit how many restarts within how many seconds it may do
    /// @param others how many other children end with it
    record GaveUp(Pid supervisor, String who, Object id, ExitReason reason, Limit limit, int others)
            implements Event {
        /// So many restarts within so many seconds.
        public record Limit(int restarts, int seconds) {}

        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return who
                    + " "
                    + supervisor
                    + " gives up: its child "
                    + Inspect.inspect(id)
                    + " ended with "
                    + briefly(reason)
                    + " after "
                    + counted(limit.restarts(), "restart", "restarts")
                    + " within "
                    + limit.seconds()
                    + " s. It ends"
                    + (others == 0
                            ? ""
                            : ", and with it " + counted(others, "other child", "other children"));
        }

        /// A crash has just been reported.
        private static String briefly(ExitReason reason) {
            return reason instanceof ExitReason.Crash ? "an exception" : reason.toString();
        }

        private static String counted(int count, String one, String many) {
            return count + " " + (count == 1 ? one : many);
        }
    }

    /// A killed process's thread does not end: the process counts as dead, its thread runs on.
    record Lingering(Pid pid, Thread thread, Duration grace) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return "Process "
                    + pid
                    + " was killed, but its code ignores the interrupt: after "
                    + Clock.millis(grace)
                    + " ms it counts as dead while its thread "
                    + thread.threadId()
                    + " lingers";
        }
    }

    /// Virtual threads, processes or others, compute without a pause on all threads that carry
    /// them, and others waited for their turn. Told each time that carriers are added for it, and
    /// once by a node that may add none ([Node.Builder#ownsScheduler()]).
    ///
    /// @param waited how long one was seen to wait
    /// @param carriers how many there are now, those added included
    /// @param added how many were added
    record Starving(Duration waited, int carriers, int added) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Virtual threads compute without a pause, and others waited "
                    + Clock.millis(waited)
                    + " ms for a turn: "
                    + carriers
                    + " threads carry them now, "
                    + added
                    + " of them added";
        }
    }

    /// No virtual thread waits in vain for a carrier any more, and what was added is given back.
    record StarvingEnded(int carriers) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "No virtual thread waits for a turn any more: "
                    + carriers
                    + " threads carry them now";
        }
    }

    /// A listener threw: it hears nothing any more.
    ///
    /// @param listener its class
    record ListenerRemoved(String listener, Throwable problem) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Event listener "
                    + listener
                    + " was taken out because it threw; it hears nothing any more\n"
                    + banner(problem);
        }
    }

    /// A listener did not keep up with what happened, and was not told of all of it.
    ///
    /// @param listener its class
    /// @param count how many events it will never hear of
    record EventsLeftOut(String listener, long count) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return "Event listener "
                    + listener
                    + " was busy for so long that "
                    + count
                    + (count == 1 ? " event was" : " events were")
                    + " left out";
        }
    }

    /// Code that the kernel called threw where it must not: what it belongs to was left out, and
    /// everything else went on.
    ///
    /// @param what what it was to do
    record CodeFailed(String what, Throwable problem) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return what + " failed, and the rest went on without it\n" + banner(problem);
        }
    }

    /// A thread of the node failed and was started again.
    ///
    /// @param thread its name
    record ThreadRestarted(String thread, Throwable problem) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Thread " + thread + " failed and was started again\n" + banner(problem);
        }
    }

    /// A lingering thread has ended at last.
    record LingeringEnded(Pid pid) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message() {
            return "The thread of the dead process " + pid + " has ended";
        }
    }

    /// `"counter" of Supervisor #PID<0.5.0>`
    private static String named(Object id, Pid supervisor) {
        return Inspect.inspect(id) + " of Supervisor " + supervisor;
    }

    /// `** (RuntimeException) Boom!` and its stack, or `** (stop) :boom`.
    private static String banner(ExitReason reason) {
        return reason instanceof ExitReason.Crash(var exception)
                ? banner(exception)
                : "** (stop) " + reason.sentence();
    }

    private static String banner(Throwable exception) {
        return "** ("
                + Inspect.className(exception)
                + ")"
                + ExitReasonText.message(exception)
                + Inspect.frames(exception);
    }
}
