package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that was sent without waiting: the result of [GenServer#sendRequest].
///
/// ```java
/// RequestId<Integer> first = GenServer.sendRequest(counter, new Counter.Get());
/// RequestId<Integer> second = GenServer.sendRequest(counter, new Counter.Get());
/// // both are under way
/// Duration patience = Duration.ofSeconds(30);
/// return first.receiveResponse(patience).orElseThrow().orElseThrow()
///         + second.receiveResponse(patience).orElseThrow().orElseThrow();
/// ```
///
/// The answer comes to the mailbox of the process that asked, as an [Answer], or the end of the
/// server as a [Down]. The methods here receive them; a server that gets them in its `handleInfo`
/// uses [#checkResponse]. Once it has been received, or given up, nothing more of the request comes
/// to the mailbox.
///
/// @param <R> what the answer is
public final class RequestId<R> {
    /// The result of a request.
    public sealed interface Response<R> {
        /// `{reply, answer}`
        record Reply<R>(R answer) implements Response<R> {}

        /// `{error, {reason, server}}`: the server ended before it answered, or there was none.
        record Failed<R>(ExitReason reason, Dest server) implements Response<R> {}

        /// The answer. Throws an [ExitException] with the reason if there is none.
        default R orElseThrow() {
            return switch (this) {
                case Reply<R>(var answer) -> answer;
                case Failed<R>(var reason, _) -> throw new ExitException(reason);
            };
        }
    }

    /// The message `{request, answer}`.
    public record Answer(RequestId<?> request, Object value) {
        @Override
        public String toString() {
            return "{" + request + ", " + Inspect.inspect(value) + "}";
        }
    }

    /// Where the mailbox ended when the request was sent: no message before that is about it.
    private final Signal.@Nullable Place since;

    private final ProcessCell owner;
    private final MonitorRef ref;

    private RequestId(Signal.@Nullable Place since, ProcessCell owner, MonitorRef ref) {
        this.since = since;
        this.owner = owner;
        this.ref = ref;
    }

    /// Sends a request of the calling process.
    static <R> RequestId<R> send(Dest server, Request<R> request) {
        Refused.ifNull(server, "a server");
        Refused.ifNull(request, "a request");
        var self = ProcessCell.current();
        ProcessCell target = Destinations.behind(server);
        if (target != null) {
            target.admit();
        }
        RequestId<R> id =
                new RequestId<>(
                        self.place(),
                        self,
                        target == self
                                ? MonitorRef.alone(self)
                                : MonitorRef.watch(self, target == null ? server : target));
        if (target != null) {
            target.enqueue(new Requested(request, target, self, id));
        }
        return id;
    }

    /// The answer has been given. It comes to the owner as long as the owner waits for it.
    void answered(Object answer) {
        ref.tell(new Answer(this, answer));
    }

    /// The monitor of the server, in the [Down] that comes if it ends first.
    public MonitorRef ref() {
        return ref;
    }

    // ---- receiving

    /// Waits for the answer and gives the request up if it does not come in time, as
    /// `gen_server:receive_response/2`. Empty if the time is over first: a late answer is dropped.
    ///
    /// Throws [IllegalArgumentException] if another process asked.
    public Optional<Response<R>> receiveResponse(Duration timeout) {
        Optional<Response<R>> response = waitResponse(timeout);
        if (response.isEmpty()) {
            forget();
        }
        return response;
    }

    /// Waits for the answer, as `gen_server:wait_response/2`. Empty if the time is over first; then
    /// it may be waited for again.
    public Optional<Response<R>> waitResponse(Duration timeout) {
        Refused.ifNull(timeout, "a timeout");
        var self = ProcessCell.current();
        if (self != owner) {
            throw new IllegalArgumentException(
                    "request "
                            + this
                            + " must be received by the process that sent it, "
                            + owner
                            + ", but "
                            + self
                            + " tried to");
        }
        return SelectiveReceive.receive(self, since, this::isMine, timeout)
                .flatMap(this::checkResponse);
    }

    /// The result of this request in a message that was received, as `gen_server:check_response/2`;
    /// empty if the message is about something else.
    public Optional<Response<R>> checkResponse(Object message) {
        return switch (message) {
            case Answer(var request, var value) when request == this -> {
                forget();
                @SuppressWarnings("unchecked") // the server keeps what the request promises
                var answer = (R) value;
                yield Optional.of(new Response.Reply<>(answer));
            }
            case Down(var monitor, var from, var reason) when monitor == ref ->
                    Optional.of(new Response.Failed<>(reason, from));
            default -> Optional.empty();
        };
    }

    /// No more messages of this request come. A second answer that has come already stays, as on
    /// OTP.
    private void forget() {
        ref.cancel();
        var _ = owner.scan(since, this::isItsEnd).next();
    }

    private boolean isMine(Object message) {
        return message instanceof Answer answer && answer.request() == this || isItsEnd(message);
    }

    private boolean isItsEnd(Object message) {
        return message instanceof Down down && down.ref() == ref;
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
