package dev.jobber.sender;

import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A server that sends e-mails, one at a time, and retries the failed ones every few seconds.
///
/// ```java
/// Pid sender = node.start(new SendServer(SenderOptions.DEFAULTS, IO::println), StartOptions.NONE).pidOrExit();
/// SendServer.send(sender, "hello@email.com");
/// SenderState state = SendServer.getState(sender);
/// ```
public final class SendServer
        extends GenServer<SenderState, SendServer.Query<?>, SendServer.Command> {
    /// How often a failed e-mail is retried by default: 5 times.
    public static final int DEFAULT_MAX_RETRIES = 5;

    /// The requests that it answers.
    public sealed interface Query<R> extends Request<R> {}

    /// `:get_state`
    public record GetState() implements Query<SenderState> {
        @Override
        public String toString() {
            return ":get_state";
        }
    }

    /// The casts that it takes.
    public sealed interface Command {}

    /// `{:send, email}`
    public record Send(String email) implements Command {
        @Override
        public String toString() {
            return "{:send, \"" + email + "\"}";
        }
    }

    /// The messages that it sends to itself.
    private enum Alarm {
        RETRY {
            @Override
            public String toString() {
                return ":retry";
            }
        }
    }

    private final SenderOptions options;
    private final Consumer<String> output;
    private final Mailer mailer;

    /// A sender to be started with [dev.jobber.otp.Node#start] or [GenServer#start].
    ///
    /// @param output takes each line it prints
    public SendServer(SenderOptions options, Consumer<String> output) {
        this.options = options;
        this.output = output;
        this.mailer = new Mailer(options.sendDelay(), output);
    }

    /// Asks a sender to send an e-mail. Does not wait.
    public static void send(Dest sender, String email) {
        cast(sender, new Send(email));
    }

    /// The state of a sender. Waits up to 5 s, as the sender may be sending; fails as
    /// [GenServer#call] does.
    public static SenderState getState(Dest sender) {
        return call(sender, new GetState());
    }

    @Override
    protected InitResult<SenderState> init() {
        output.accept("Received arguments: " + options);
        retryLater();
        return ok(new SenderState(List.of(), options.maxRetries().orElse(DEFAULT_MAX_RETRIES)));
    }

    @Override
    protected CallResult<SenderState> handleCall(Query<?> query, From from, SenderState state) {
        return switch (query) {
            case GetState get -> reply(get, state, state);
        };
    }

    @Override
    protected Result<SenderState> handleCast(Command command, SenderState state) {
        return switch (command) {
            case Send(String address) -> {
                List<Email> emails = new ArrayList<>();
                emails.add(new Email(address, mailer.send(address), 0));
                emails.addAll(state.emails());
                yield noreply(new SenderState(emails, state.maxRetries()));
            }
        };
    }

    @Override
    protected Result<SenderState> handleInfo(Object message, SenderState state) throws Exception {
        if (message != Alarm.RETRY) {
            return super.handleInfo(message, state);
        }
        List<Email> retried = new ArrayList<>();
        List<Email> done = new ArrayList<>();
        for (Email email : state.emails()) {
            if (email.status() == EmailStatus.FAILED && email.retries() < state.maxRetries()) {
                output.accept("Retrying email " + email.email() + "...");
                EmailStatus status = mailer.send(email.email());
                retried.add(new Email(email.email(), status, email.retries() + 1));
            } else {
                done.add(email);
            }
        }
        retryLater();
        retried.addAll(done);
        return noreply(new SenderState(retried, state.maxRetries()));
    }

    private void retryLater() {
        Process.sendAfter(Process.self(), Alarm.RETRY, options.retryEvery());
    }

    @Override
    protected void terminate(ExitReason reason, SenderState state) {
        output.accept("Terminating with reason " + inWords(reason));
    }

    /// Prints a reason of one word as that word, and any other as its inspected form.
    private static String inWords(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Normal _, ExitReason.Shutdown _, ExitReason.Word _ ->
                    reason.toString().substring(1);
            case ExitReason.ShutdownWith _,
                    ExitReason.Term _,
                    ExitReason.Crash _,
                    ExitReason.NoCatch _,
                    ExitReason.BadReturnValue _,
                    ExitReason.CallFailed _,
                    ExitReason.AlreadyStarted _,
                    ExitReason.FailedToStartChild _,
                    ExitReason.StartExit _,
                    ExitReason.ChildFailed _,
                    ExitReason.Invalid _ ->
                    reason.toString();
        };
    }
}
