package dev.jobber.otp;

import java.util.List;
import java.util.stream.Collectors;

/// Why a process ended, or why a request was refused: Erlang's exit reasons as a closed set of
/// values.
///
/// [Normal], [Shutdown] and [ShutdownWith] are the three orderly ones ([#isOrderly()]): a server
/// that ends with one of them logs nothing, and a `transient` child is not restarted. Every other
/// reason is abnormal.
///
/// [Object#toString()] inspects the reason as `inspect/1` does; [#sentence()] says it in words as
/// `Exception.format_exit/1` does.
public sealed interface ExitReason {
    /// `:normal`
    ExitReason NORMAL = new Normal();

    /// `:shutdown`
    ExitReason SHUTDOWN = new Shutdown();

    /// `:kill`, which no process can trap when it is sent with [Process#exit(Pid, ExitReason)].
    ExitReason KILL = new Word("kill");

    /// `:killed`, what others see of a process that was ended by [#KILL].
    ExitReason KILLED = new Word("killed");

    /// `:noproc`: there was no such process.
    ExitReason NOPROC = new Word("noproc");

    /// `:timeout`: the deadline passed first.
    ExitReason TIMEOUT = new Word("timeout");

    /// `:calling_self`: a process called itself, which could never be answered.
    ExitReason CALLING_SELF = new Word("calling_self");

    /// `:not_found`: a supervisor has no such child.
    ExitReason NOT_FOUND = new Word("not_found");

    /// `:running`: the child is running.
    ExitReason RUNNING = new Word("running");

    /// `:restarting`: the child is between two tries of starting again.
    ExitReason RESTARTING = new Word("restarting");

    /// `:already_present`: a child of that id is known, though not running.
    ExitReason ALREADY_PRESENT = new Word("already_present");

    /// `:max_children`: a [DynamicSupervisor] is full.
    ExitReason MAX_CHILDREN = new Word("max_children");

    /// `:normal`: the work is done.
    record Normal() implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// `:shutdown`: a supervisor or the application stopped the process.
    record Shutdown() implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// `{:shutdown, detail}`: an orderly end, with a word about it.
    record ShutdownWith(Object detail) implements ExitReason {
        public ShutdownWith {
            Refused.ifNoValue(detail, "a detail");
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A reason that is one word, an atom in Erlang: `:boom`.
    record Word(String word) implements ExitReason {
        public Word {
            Refused.ifNull(word, "a word");
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// Any other value an application chose as its reason.
    record Term(Object value) implements ExitReason {
        public Term {
            Refused.ifNoValue(value, "a value");
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// An exception that no code caught: `{exception, stacktrace}`.
    record Crash(Throwable exception) implements ExitReason {
        public Crash {
            Refused.ifNull(exception, "an exception");
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A value thrown with [Thrown] that no code caught: `{:nocatch, value}`.
    record NoCatch(Object value) implements ExitReason {
        public NoCatch {
            Refused.ifNoValue(value, "a value");
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A callback answered with something it must not: `{:bad_return_value, value}`.
    record BadReturnValue(Object value) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A request to another process that failed: `{reason, {GenServer, :call, [server, request,
    /// timeout]}}`.
    ///
    /// @param invocation the function that made the request
    record CallFailed(ExitReason reason, Invocation invocation) implements ExitReason {
        /// A function with its arguments, as the second part of OTP's reason:
        /// `GenServer.call(#PID<0.5.0>, ping, 5000)`.
        ///
        /// @param module `GenServer` or `Task`
        /// @param function `call`, `stop`, `await` and others
        /// @param arguments what it was called with; a [java.time.Duration] is shown in
        ///   milliseconds or as `:infinity`
        public record Invocation(String module, String function, List<Object> arguments) {
            public Invocation {
                arguments = List.copyOf(arguments);
            }

            /// `GenServer.call(#PID<0.5.0>, ping, 5000)`
            @Override
            public String toString() {
                return module
                        + "."
                        + function
                        + "("
                        + arguments.stream().map(Inspect::inspect).collect(Collectors.joining(", "))
                        + ")";
            }
        }

        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// The name or the place is taken: `{:already_started, pid}`.
    record AlreadyStarted(Pid pid) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A supervisor could not start one of its children: `{:failed_to_start_child, id, reason}`.
    record FailedToStartChild(Object id, ExitReason reason) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// The start function itself threw: `{:EXIT, reason}`.
    record StartExit(ExitReason reason) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// Why a child could not be added, with the child it was: `{reason, child}`, as
    /// `supervisor:start_child/2` answers.
    record ChildFailed(ExitReason reason, ChildSpec child) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// A child specification or supervisor flag that cannot be: `{:start_spec, …}`,
    /// `{:supervisor_data, …}` and their like.
    record Invalid(String what, Object value) implements ExitReason {
        @Override
        public String toString() {
            return Inspect.inspect(this);
        }
    }

    /// The reason `:word`; the words OTP itself uses give the constants above.
    static ExitReason word(String word) {
        return switch (Refused.ifNull(word, "a word")) {
            case "normal" -> NORMAL;
            case "shutdown" -> SHUTDOWN;
            default -> new Word(word);
        };
    }

    /// The reason `{:shutdown, detail}`.
    static ExitReason shutdown(Object detail) {
        return new ShutdownWith(detail);
    }

    /// Whether this is `:normal`, `:shutdown` or `{:shutdown, _}`: an end that was intended.
    default boolean isOrderly() {
        return this instanceof Normal || this instanceof Shutdown || this instanceof ShutdownWith;
    }

    /// The reason in words, as `Exception.format_exit/1` has them: `no process: …`, `time out`,
    /// `shutdown: :x`.
    default String sentence() {
        return ExitReasonText.of(this);
    }
}
