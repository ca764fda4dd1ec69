package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// Something that happened in a node: a value, with its sentence beside it. The kernel never logs;
/// it hands its events to the node's [EventListener]s.
public sealed interface Event {
    /// How the line of a report begins that says what the process calls itself.
    String LABEL = "Process Label: ";

    /// How much it matters, in the words of Elixir's Logger.
    enum Level {
        /// A detail, for a reader who looks for a fault.
        DEBUG,
        /// A normal step.
        INFO,
        /// Unexpected, but the work goes on.
        WARNING,
        /// A crash.
        ERROR
    }

    /// How much it matters.
    Level level();

    /// What happened, in one sentence or a report of several lines. Never throws: where a value or
    /// an exception has no text of its own because its method throws, [Inspect] shows its class.
    String message();

    /// A server has started: its init has succeeded. Only a node that [tells of
    /// lives][Node.Builder#lifeEvents()] tells it.
    ///
    /// @param name the name it was registered under, or the [Via] it was started under
    /// @param parent the process that it is linked to from its start
    record Started(Pid pid, Optional<Object> name, Optional<Pid> parent) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Process " + called(pid, name) + " started";
        }
    }

    /// A server has ended. It is told before any process hears of the end. Only a node that [tells
    /// of lives][Node.Builder#lifeEvents()] tells it.
    ///
    /// @param name the name it was registered under, or the [Via] it was started under
    /// @param by the process whose exit signal has ended it: one that sent the signal, or a linked
    ///   one that ended before; empty if it ended by itself, or if no process sent the signal
    record Exited(Pid pid, Optional<Object> name, ExitReason reason, Optional<Pid> by)
            implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Process "
                    + called(pid, name)
                    + " ended with "
                    + reason
                    + by.map(it -> ", because of " + it).orElse("");
        }
    }

    /// A server ends with an abnormal reason: `GenServer WHO terminating`.
    ///
    /// @param who the registered name, or the pid
    /// @param last what the server was handling
    record ServerTerminating(Pid pid, String who, ExitReason reason, Last last, Object state)
            implements Event {
        /// What a server was handling when it ended.
        ///
        /// @param client the calling process; empty if the message was no call, or if the caller
        ///   was no process
        public record Last(Object message, Optional<Pid> client) {}

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            Optional<Pid> client = last.client();
            String from = client.map(it -> " (from " + it + ")").orElse("");
            return (state instanceof StateMachine.StateAndData<?, ?>
                            ? "State machine "
                            : "GenServer ")
                    + who
                    + " terminating\n"
                    + banner(reason)
                    + label(pid)
                    + "\nLast message"
                    + from
                    + ": "
                    + Inspect.inspect(last.message())
                    + "\nState: "
                    + Inspect.inspect(state)
                    + client.map(it ->
                                    "\nClient " + it + " is " + (it.isAlive() ? "alive" : "dead"))
                            .orElse("");
        }
    }

    /// A process that is no server ended with an exception or a thrown value that no code caught.
    record ProcessRaised(Pid pid, ExitReason reason) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Process " + pid + " raised an exception\n" + banner(reason) + label(pid);
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
            return "Task "
                    + pid
                    + " started from "
                    + owner
                    + " terminating\n"
                    + banner(reason)
                    + label(pid);
        }
    }

    /// A server got a message that it does not handle.
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
                    + Inspect.labelled(name, pid.label())
                    + " received unexpected message in handleInfo: "
                    + Inspect.inspect(unexpected);
        }
    }

    /// A child ended with an unexpected reason. Its supervisor decides next whether to restart it.
    record ChildTerminated(Pid supervisor, Object id, Pid child, ExitReason reason)
            implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Child "
                    + named(id, supervisor)
                    + ", "
                    + labelled(child)
                    + ", terminated: "
                    + reason;
        }
    }

    /// A supervisor could not start a child.
    ///
    /// @param again whether the child had run before; the caller that starts it for the first time
    ///   gets the failure as its result
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
                    + (again ? " failed to restart: " : " failed to start: ")
                    + reason;
        }
    }

    /// A supervisor stopped a child, and the child ended with another reason than `:shutdown`.
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
                    + labelled(child)
                    + ", was stopped and ended with "
                    + reason;
        }
    }

    /// A supervisor restarted a child.
    ///
    /// @param intensity how near the supervisor is to giving up, this restart included
    record Restarted(
            Pid supervisor, Object id, Pid child, ExitReason after, RestartIntensity intensity)
            implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Child "
                    + named(id, supervisor)
                    + " restarted as "
                    + labelled(child)
                    + " after "
                    + after;
        }
    }

    /// A supervisor has restarted children too often, and therefore ends.
    ///
    /// @param who the supervisor's registered name, or `Supervisor`
    /// @param child the child that the supervisor may not restart any more
    /// @param limit how many restarts are allowed within how many seconds
    /// @param others how many other children end with the supervisor
    record GaveUp(Pid supervisor, String who, EndedChild child, Limit limit, int others)
            implements Event {
        /// A child, and why it ended.
        ///
        /// @param id what the supervisor calls it
        public record EndedChild(Object id, ExitReason reason) {}

        /// A number of restarts within a number of seconds.
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
                    + Inspect.inspect(child.id())
                    + " ended with "
                    + briefly(child.reason())
                    + " after "
                    + counted(limit.restarts(), "restart", "restarts")
                    + " within "
                    + limit.seconds()
                    + " s. It ends"
                    + (others == 0
                            ? ""
                            : ", and with it " + counted(others, "other child", "other children"));
        }

        /// A crash has its own report just before, so one word is enough here.
        private static String briefly(ExitReason reason) {
            return reason instanceof ExitReason.Crash ? "an exception" : reason.toString();
        }

        private static String counted(int count, String one, String many) {
            return count + " " + (count == 1 ? one : many);
        }
    }

    /// The thread of a killed process did not end within the kill grace. The process counts as
    /// dead; its thread still runs.
    record Lingering(Pid pid, Thread thread, Duration grace) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return "Process "
                    + labelled(pid)
                    + " was killed, but its code ignores the interrupt. After "
                    + Clock.millis(grace)
                    + " ms it counts as dead, and its thread "
                    + thread.threadId()
                    + " still runs";
        }
    }

    /// Virtual threads compute without a pause on all carrier threads, and other virtual threads
    /// have to wait. A node that owns the scheduler ([Node.Builder#ownsScheduler()]) tells this
    /// each time it adds carrier threads. A node that may add none tells it once.
    ///
    /// @param waited how long a virtual thread was seen to wait for a carrier thread
    /// @param carriers how many carrier threads there are now, the added ones included
    /// @param added how many of them were added
    record Starving(Duration waited, int carriers, int added) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "Virtual threads compute without a pause, and others waited "
                    + Clock.millis(waited)
                    + " ms for a carrier thread: now "
                    + carriers
                    + " carrier threads, "
                    + added
                    + " of them added";
        }
    }

    /// All virtual threads get their turns again, and the added carrier threads are gone.
    ///
    /// @param carriers how many carrier threads there are now
    record StarvingEnded(int carriers) implements Event {
        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message() {
            return "All virtual threads get their turns again: back to "
                    + carriers
                    + " carrier threads";
        }
    }

    /// A listener threw an exception and was removed. It gets no more events.
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
                    + " threw an exception and was removed; it gets no more events\n"
                    + banner(problem);
        }
    }

    /// A listener was too slow, and some events were dropped.
    ///
    /// @param listener its class
    /// @param count how many events it will never get
    record EventsLeftOut(String listener, long count) implements Event {
        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public String message() {
            return "Event listener "
                    + listener
                    + " was too slow: "
                    + count
                    + (count == 1 ? " event was" : " events were")
                    + " dropped";
        }
    }

    /// Foreign code that the kernel called threw an exception. Only the step that needed it was
    /// left out.
    ///
    /// @param what the step that failed
    record CodeFailed(String what, Throwable problem) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return what + " failed; everything else goes on\n" + banner(problem);
        }
    }

    /// A thread of the node failed and was restarted.
    ///
    /// @param thread its name
    record ThreadRestarted(String thread, Throwable problem) implements Event {
        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message() {
            return "Thread " + thread + " failed and was restarted\n" + banner(problem);
        }
    }

    /// The thread of a process that counted as dead ([Lingering]) has ended.
    record LingeringEnded(Pid pid) implements Event {
        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message() {
            return "The thread of the dead process " + labelled(pid) + " has ended";
        }
    }

    private static String called(Pid pid, Optional<Object> name) {
        return name.map(it -> Inspect.text(it) + " ").orElse("") + labelled(pid);
    }

    /// `#PID<0.5.0> (order 7)`
    private static String labelled(Pid pid) {
        return Inspect.labelled(pid.toString(), pid.label());
    }

    /// `"counter" of JobRunner #PID<0.5.0>`; a supervisor without a name is called `Supervisor`.
    private static String named(Object id, Pid supervisor) {
        Object name = supervisor instanceof ProcessCell cell ? cell.name() : null;
        return Inspect.inspect(id)
                + " of "
                + (name instanceof String registered ? registered : "Supervisor")
                + " "
                + supervisor;
    }

    /// `** (RuntimeException) Boom!` and its stack, or `** (stop) :boom`.
    private static String banner(ExitReason reason) {
        return reason instanceof ExitReason.Crash(var exception)
                ? banner(exception)
                : "** (stop) " + reason.sentence();
    }

    /// A line that says what the process calls itself, if it does.
    private static String label(Pid pid) {
        return pid.label().map(it -> "\n" + LABEL + Inspect.inspect(it)).orElse("");
    }

    private static String banner(Throwable exception) {
        return "** ("
                + Inspect.className(exception)
                + ")"
                + ExitReasonText.message(exception)
                + Inspect.frames(exception);
    }
}
