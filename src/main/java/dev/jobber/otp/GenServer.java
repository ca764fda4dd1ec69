package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server process: it holds a state, and its callbacks say what each request, message and event
/// does to it.
///
/// ```
///   call(query)   ──►┌────────────────────┐
///                 ◄──│ reply              │
///   cast(message) ──►│ GenServer: state S │   one thing at a time,
///   send(any)     ──►│                    │   in the order of arrival
///                    └────────────────────┘
/// ```
///
/// ```java
/// final class Counter extends GenServer<Integer, Counter.Query<?>, Counter.Change> {
///     sealed interface Query<R> extends Request<R> {}
///
///     record Get() implements Query<Integer> {}
///
///     sealed interface Change {}
///
///     record Add(int n) implements Change {}
///
///     @Override
///     protected InitResult<Integer> init() {
///         return ok(0);
///     }
///
///     @Override
///     protected CallResult<Integer> handleCall(Query<?> query, From from, Integer count) {
///         return switch (query) {
///             case Get get -> reply(get, count, count);
///         };
///     }
///
///     @Override
///     protected Result<Integer> handleCast(Change change, Integer count) {
///         return switch (change) {
///             case Add(int n) -> noreply(count + n);
///         };
///     }
/// }
/// ```
///
/// ```java
/// Pid counter = node.start(new Counter(), StartOptions.named("counter")).pidOrExit();
/// GenServer.cast(counter, new Counter.Add(2));
/// int two = GenServer.call(counter, new Counter.Get());
/// ```
///
/// **When to use it.** For a state with rules: what may be done to it, and in which order. For a
/// state that is only read and replaced, use an [Agent]. If the effect of a message depends on what
/// came before, use a [StateMachine].
///
/// **What it costs.** An idle server costs about 150 bytes and no thread. A call costs less than a
/// microsecond.
///
/// Callbacks run one at a time, on the process's own virtual thread, and may block. What each may
/// return is closed: OTP's forms, and no other. A callback that throws ends the process, after
/// [#terminate], with [ExitReason.Crash].
///
/// @param <S> the state, an immutable value
/// @param <Q> the requests [#call] brings, a sealed interface of records
/// @param <C> the messages [#cast] and continue bring, a sealed interface of records
public abstract class GenServer<S, Q extends Request<?>, C> {
    /// How long [#call(Dest, Request)] waits: 5 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /// For subclasses.
    protected GenServer() {}

    /// The kind of the server, for `info` and `tree`.
    String kind() {
        return getClass().getSimpleName();
    }

    /// The state as [Sys#getState] answers it: the state itself, because it is an immutable value.
    Object shown(S state) {
        return state;
    }

    /// Whether it supervises others.
    boolean isSupervisor() {
        return false;
    }

    /// How the children end that must end before this server; null if there are none.
    @Nullable EndOfChildren endOfChildren(ProcessCell self) {
        return null;
    }

    /// Its name in error messages.
    String className() {
        return getClass().getName();
    }

    /// The state for a value that [Sys#replaceState] gives in place of the value of [#shown].
    Object replaced(S state, Object answer) {
        return answer;
    }

    // ---- while it is watched

    /// The server that does the same and tells the listeners.
    GenServer<S, Q, C> observed(Debugging debugging) {
        return new ObservedServer<>(this, debugging);
    }

    /// The server that does the same and tells nothing.
    GenServer<S, Q, C> unobserved() {
        return this;
    }

    /// Its listeners and statistics; null while it is not watched.
    @Nullable Debugging debugging() {
        return null;
    }

    // ---- what callbacks return

    /// What happens after a callback, before the next message: OTP's last element of the tuple.
    public sealed interface After {
        /// Nothing special.
        record Nothing() implements After {}

        /// [Timeout] comes to [#handleInfo] unless a message comes within this time.
        record Idle(Duration time) implements After {
            public Idle {
                Refused.ifNull(time, "a time");
            }
        }

        /// A hint that nothing will happen for a while. An idle process costs no thread anyway.
        record Hibernate() implements After {}

        /// [#handleContinue] runs next, before anything that waits in the mailbox.
        record Continue(Object term) implements After {
            public Continue {
                Refused.ifNoValue(term, "a term to continue with");
            }

            @Override
            public String toString() {
                return "{:continue, " + Inspect.inspect(term) + "}";
            }
        }
    }

    /// What [#init] returns.
    public sealed interface InitResult<S> {}

    /// What [#handleCall] returns.
    public sealed interface CallResult<S> {}

    /// What [#handleCast], [#handleInfo] and [#handleContinue] return.
    public sealed interface Result<S> extends CallResult<S> {}

    /// `{:ok, state}`
    public record Ok<S>(S state, After after) implements InitResult<S> {
        public Ok {
            Refused.ifNoValue(state, "a state");
            Refused.ifNull(after, "what comes after");
        }
    }

    /// `:ignore`
    public record Ignore<S>() implements InitResult<S> {}

    /// `{:stop, reason}`
    public record StopInit<S>(ExitReason reason) implements InitResult<S> {
        public StopInit {
            Refused.ifNull(reason, "a reason");
        }
    }

    /// The start fails with `{:already_started, pid}`, and the process ends `:normal`.
    record AlreadyRuns<S>(Pid pid) implements InitResult<S> {}

    /// `{:reply, answer, state}`
    public record Reply<S>(Object answer, S state, After after) implements CallResult<S> {
        public Reply {
            Refused.ifNoValue(answer, "an answer");
            Refused.ifNoValue(state, "a state");
            Refused.ifNull(after, "what comes after");
        }
    }

    /// `{:stop, reason, answer, state}`: terminate runs, then the caller has its answer.
    public record StopReply<S>(ExitReason reason, Object answer, S state) implements CallResult<S> {
        public StopReply {
            Refused.ifNull(reason, "a reason");
            Refused.ifNoValue(answer, "an answer");
            Refused.ifNoValue(state, "a state");
        }
    }

    /// `{:noreply, state}`
    public record NoReply<S>(S state, After after) implements Result<S> {
        public NoReply {
            Refused.ifNoValue(state, "a state");
            Refused.ifNull(after, "what comes after");
        }
    }

    /// `{:stop, reason, state}`
    public record Stop<S>(ExitReason reason, S state) implements Result<S> {
        public Stop {
            Refused.ifNull(reason, "a reason");
            Refused.ifNoValue(state, "a state");
        }
    }

    private static final After NOTHING = new After.Nothing();

    /// `{:ok, state}`
    protected static <S> InitResult<S> ok(S state) {
        return new Ok<>(state, NOTHING);
    }

    /// `{:ok, state, after}`
    protected static <S> InitResult<S> ok(S state, After after) {
        return new Ok<>(state, after);
    }

    /// `:ignore`: no process is wanted; the start answers [StartResult.Ignored].
    protected static <S> InitResult<S> ignore() {
        return new Ignore<>();
    }

    /// `{:stop, reason}` from init: the start fails with the reason.
    protected static <S> InitResult<S> stop(ExitReason reason) {
        return new StopInit<>(reason);
    }

    /// `{:reply, answer, state}`; the compiler checks the type of the answer.
    ///
    /// ```java
    /// return switch (query) {
    ///     case Get get -> reply(get, count, count);
    /// };
    /// ```
    ///
    /// @param query the request that is answered, as it was matched: a `Query<?>` says too little
    protected static <R, S> CallResult<S> reply(Request<R> query, R answer, S state) {
        return reply(answer, state);
    }

    /// `{:reply, answer, state, after}`, with an answer that the compiler checks.
    protected static <R, S> CallResult<S> reply(Request<R> query, R answer, S state, After after) {
        return reply(answer, state, after);
    }

    /// `{:reply, answer, state}`. Nothing checks the answer: one of another type than the request
    /// promises is a [ClassCastException] for the caller. See [#reply(Request, Object, Object)].
    protected static <S> CallResult<S> reply(Object answer, S state) {
        return new Reply<>(answer, state, NOTHING);
    }

    /// `{:reply, answer, state, after}`. Nothing checks the answer.
    protected static <S> CallResult<S> reply(Object answer, S state, After after) {
        return new Reply<>(answer, state, after);
    }

    /// `{:noreply, state}`
    protected static <S> Result<S> noreply(S state) {
        return new NoReply<>(state, NOTHING);
    }

    /// `{:noreply, state, after}`
    protected static <S> Result<S> noreply(S state, After after) {
        return new NoReply<>(state, after);
    }

    /// `{:stop, reason, state}`
    protected static <S> Result<S> stop(ExitReason reason, S state) {
        return new Stop<>(reason, state);
    }

    /// `{:stop, reason, answer, state}`; the compiler checks the type of the answer.
    protected static <R, S> CallResult<S> stop(
            ExitReason reason, Request<R> query, R answer, S state) {
        return stop(reason, answer, state);
    }

    /// `{:stop, reason, answer, state}`. Nothing checks the answer.
    protected static <S> CallResult<S> stop(ExitReason reason, Object answer, S state) {
        return new StopReply<>(reason, answer, state);
    }

    /// `{:continue, term}`
    protected static After thenContinue(Object term) {
        return new After.Continue(term);
    }

    /// A timeout in the last place of the tuple.
    protected static After thenTimeout(Duration idle) {
        return new After.Idle(idle);
    }

    /// `:hibernate`
    protected static After thenHibernate() {
        return new After.Hibernate();
    }

    // ---- callbacks

    /// Runs first, while the starter waits: keep it quick, and leave slow work to a continue
    /// ([#handleContinue]).
    protected abstract InitResult<S> init() throws Exception;

    /// Handles a request of [#call]. To answer later, return without an answer, keep `from`, and
    /// use [From#reply].
    protected CallResult<S> handleCall(Q request, From from, S state) throws Exception {
        throw new UnsupportedOperationException(
                "attempted to call GenServer "
                        + Process.registeredNameOrSelf()
                        + " but no handleCall was provided, got: "
                        + Inspect.inspect(request));
    }

    /// Handles a message of [#cast].
    protected Result<S> handleCast(C message, S state) throws Exception {
        throw new UnsupportedOperationException(
                "attempted to cast GenServer "
                        + Process.registeredNameOrSelf()
                        + " but no handleCast was provided, got: "
                        + Inspect.inspect(message));
    }

    /// Handles any other message: [Down], [Exit], [Timeout], or a message of [Process#send]. The
    /// default logs the message and drops it.
    protected Result<S> handleInfo(Object message, S state) throws Exception {
        Process.unexpected(this, message);
        return noreply(state);
    }

    /// Runs after a callback that returned [#thenContinue].
    protected Result<S> handleContinue(C term, S state) throws Exception {
        throw new UnsupportedOperationException(
                "attempted to continue GenServer "
                        + Process.registeredNameOrSelf()
                        + " but no handleContinue was provided, got: "
                        + Inspect.inspect(term));
    }

    /// Runs before the process ends by itself, or on its parent's exit when it traps exits; not
    /// when it is killed.
    protected void terminate(ExitReason reason, S state) throws Exception {}

    // ---- what others are shown

    /// What others may see of a server: the argument and the result of [#formatStatus].
    ///
    /// @param state the state
    /// @param message what was being handled, in the report of a crash; else empty
    /// @param reason why the server ends, in the report of a crash; else empty
    public record Status<S>(S state, Optional<Object> message, Optional<ExitReason> reason) {
        /// The same with something else for the state, of any type.
        public <T> Status<T> withState(T shown) {
            return new Status<>(shown, message, reason);
        }

        /// The same with something else for the message, if there is one.
        public Status<S> withMessage(Object shown) {
            return new Status<>(state, message.map(hidden -> shown), reason);
        }

        /// The same with something else for the reason, if there is one.
        public Status<S> withReason(ExitReason shown) {
            return new Status<>(state, message, reason.map(hidden -> shown));
        }
    }

    /// Decides what others may see of this server: in the report of its crash
    /// ([Event.ServerTerminating]), and by [Sys#getStatus], which the shell's `get-state` shows. So
    /// a password in the state, or in a message, stays out of the log. The default hides nothing.
    /// As `format_status/1`.
    ///
    /// ```java
    /// @Override
    /// protected Status<?> formatStatus(Status<Login> status) {
    ///     return status.withState(status.state().withPassword("…")).withMessage("…");
    /// }
    /// ```
    ///
    /// Runs in the process of the server and changes nothing of it. It has no effect on
    /// [Sys#getState], links and monitors. If it throws, its name is shown in place of the state
    /// and the message.
    protected Status<?> formatStatus(Status<S> status) throws Exception {
        return status;
    }

    // ---- starting, from inside a process

    /// Starts a server without a link, as `GenServer.start/3`. Blocks until its init has returned.
    public static StartResult start(GenServer<?, ?, ?> server, StartOptions options) {
        return ServerStart.start(
                ProcessCell.current().node, Optional.empty(), new ServerLoop<>(server), options);
    }

    /// Starts a server linked to the calling process, its parent, as `GenServer.start_link/3`.
    /// Blocks until its init has returned.
    public static StartResult startLink(GenServer<?, ?, ?> server, StartOptions options) {
        var self = ProcessCell.current();
        return ServerStart.start(self.node, Optional.of(self), new ServerLoop<>(server), options);
    }

    /// [#startLink(GenServer, StartOptions)] without a name.
    public static StartResult startLink(GenServer<?, ?, ?> server) {
        return startLink(server, StartOptions.NONE);
    }

    // ---- talking to one

    /// Asks and waits for the answer, 5 s at most.
    ///
    /// Throws [ExitException] with an [ExitReason.CallFailed] if there is no such process, if it
    /// dies before it answers, or if the time is over. A thread that is no process may call too;
    /// interrupted, it gets a [java.util.concurrent.CancellationException].
    public static <R> R call(Dest server, Request<R> request) {
        return call(server, request, DEFAULT_TIMEOUT);
    }

    /// Asks and waits for the answer, at most for this time. A late answer vanishes; the server
    /// goes on.
    public static <R> R call(Dest server, Request<R> request, Duration timeout) {
        return Caller.call(server, request, timeout);
    }

    /// Asks and does not wait, as `gen_server:send_request/2`: the calling process receives the
    /// answer when it likes, with the [RequestId], or as a message. Never fails: if there is no
    /// such process, the answer says so.
    public static <R> RequestId<R> sendRequest(Dest server, Request<R> request) {
        return RequestId.send(server, request);
    }

    /// Sends a message and does not wait. A message to a dead process or an unknown name is
    /// dropped.
    ///
    /// To a server with a limit ([StartOptions#withMaxMailbox]) it may wait after all, or throw a
    /// [MailboxFullException].
    public static void cast(Dest server, Object message) {
        Refused.ifNoValue(message, "a message");
        var cell = Destinations.reachedBy(server);
        if (cell != null) {
            cell.node.gate().pausePoint();
            ProcessCell.refuseTheDead();
            cell.admit();
            cell.enqueue(new Signal.CastLetter(message));
        }
    }

    /// Stops a server with `:normal` and waits until it is gone.
    public static void stop(Dest server) {
        stop(server, ExitReason.NORMAL, Process.INFINITY);
    }

    /// Asks a server to end with this reason, after the messages before this request and after its
    /// `terminate`, and waits until the server is gone.
    ///
    /// Throws [ExitException] if there is no such process, if it ended with another reason, or if
    /// it ended before it handled this request, even with the same reason. Also if the time is
    /// over; then the request stays, and the server still ends.
    public static void stop(Dest server, ExitReason reason, Duration timeout) {
        Caller.stop(
                () -> new Invocation("GenServer", "stop", List.of(server, reason, timeout)),
                server,
                reason,
                timeout);
    }

    /// The live process behind a name; empty if there is none.
    public static Optional<Pid> whereis(Dest server) {
        return Refused.ifNull(server, "a server").whereis();
    }
}
