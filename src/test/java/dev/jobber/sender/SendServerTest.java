package dev.jobber.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Sys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The document's experiments with its first system.
class SendServerTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Node node =
            Node.builder()
                    .fairness(false)
                    .clock(clock)
                    .events(event -> events.add(event.message()), EventDelivery.AT_ONCE)
                    .build();
    private final List<String> printed = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        node.close();
    }

    private Pid start(SenderOptions options) {
        return node.start(new SendServer(options, printed::add), StartOptions.NONE).pidOrExit();
    }

    private void seconds(int n) {
        clock.advance(Duration.ofSeconds(n));
    }

    private List<String> printedNow() {
        List<String> lines = List.copyOf(printed);
        printed.clear();
        return lines;
    }

    @Test
    void starting_prints_the_arguments_it_was_given() {
        start(SenderOptions.DEFAULTS.withMaxRetries(1));
        assertThat(printedNow()).containsExactly("Received arguments: [max_retries: 1]");

        start(SenderOptions.DEFAULTS);
        assertThat(printedNow()).containsExactly("Received arguments: []");
    }

    @Test
    void without_arguments_a_failed_email_is_retried_five_times() {
        assertThat(SendServer.getState(start(SenderOptions.DEFAULTS)))
                .isEqualTo(new SenderState(List.of(), 5));
    }

    @Test
    void an_email_takes_three_seconds() {
        Pid sender = start(SenderOptions.DEFAULTS.withMaxRetries(1));
        printed.clear();

        SendServer.send(sender, "hello@email.com");
        clock.advance(Duration.ofMillis(2_999));
        assertThat(printedNow()).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(printedNow()).containsExactly("Email to hello@email.com sent");
        assertThat(SendServer.getState(sender))
                .hasToString(
                        "%{emails: [%{email: \"hello@email.com\", retries: 0, status: \"sent\"}],"
                                + " max_retries: 1}");
    }

    @Test
    void the_latest_email_stands_first() {
        Pid sender = start(SenderOptions.DEFAULTS);
        SendServer.send(sender, "a@email.com");
        SendServer.send(sender, "b@email.com");
        seconds(6);

        assertThat(SendServer.getState(sender).emails())
                .extracting(Email::email)
                .containsExactly("b@email.com", "a@email.com");
    }

    @Test
    void a_failed_email_is_retried_every_five_seconds_until_the_retries_are_used_up() {
        Pid sender = start(SenderOptions.DEFAULTS.withMaxRetries(2));
        SendServer.send(sender, "konnichiwa@email.com");
        SendServer.send(sender, "konnichiwa@world.com");
        seconds(3);
        assertThat(printedNow())
                .containsExactly(
                        "Received arguments: [max_retries: 2]",
                        "Email to konnichiwa@email.com sent");
        seconds(2);
        assertThat(printedNow()).containsExactly("Retrying email konnichiwa@world.com...");
        seconds(5);
        assertThat(printedNow()).containsExactly("Retrying email konnichiwa@world.com...");
        seconds(50);
        assertThat(printedNow()).isEmpty();
        assertThat(SendServer.getState(sender).emails())
                .containsExactly(
                        new Email("konnichiwa@world.com", EmailStatus.FAILED, 2),
                        new Email("konnichiwa@email.com", EmailStatus.SENT, 0));
    }

    @Test
    void the_retried_are_put_in_front_of_later_ones() {
        Pid sender = start(SenderOptions.DEFAULTS);
        SendServer.send(sender, "konnichiwa@world.com");
        SendServer.send(sender, "later@email.com");
        seconds(3);
        assertThat(SendServer.getState(sender).emails())
                .extracting(Email::email)
                .containsExactly("later@email.com", "konnichiwa@world.com");

        seconds(2);
        assertThat(SendServer.getState(sender).emails())
                .containsExactly(
                        new Email("konnichiwa@world.com", EmailStatus.FAILED, 1),
                        new Email("later@email.com", EmailStatus.SENT, 0));
    }

    @Test
    void with_max_retries_0_nothing_is_retried() {
        Pid sender = start(SenderOptions.DEFAULTS.withMaxRetries(0));
        SendServer.send(sender, "konnichiwa@world.com");
        seconds(60);

        assertThat(SendServer.getState(sender).emails())
                .containsExactly(new Email("konnichiwa@world.com", EmailStatus.FAILED, 0));
    }

    @Test
    void the_delays_can_be_chosen() {
        Pid sender =
                start(
                        SenderOptions.DEFAULTS
                                .withRetryEvery(Duration.ofSeconds(1))
                                .withSendDelay(Duration.ofMillis(10)));
        SendServer.send(sender, "hello@email.com");
        SendServer.send(sender, "konnichiwa@world.com");
        seconds(1);

        assertThat(printedNow())
                .containsExactly(
                        "Received arguments: []",
                        "Email to hello@email.com sent",
                        "Retrying email konnichiwa@world.com...");
    }

    @Test
    void stop_prints_the_reason_before_it_returns() {
        Pid sender = start(SenderOptions.DEFAULTS);
        printed.clear();

        GenServer.stop(sender);

        assertThat(printedNow()).containsExactly("Terminating with reason normal");
        assertThat(sender.isAlive()).isFalse();
        assertThatThrownBy(() -> SendServer.getState(sender))
                .hasMessageContaining("no process: the process is not alive");
    }

    @Test
    void a_reason_that_is_no_word_is_printed_too() {
        for (ExitReason reason :
                List.of(
                        ExitReason.SHUTDOWN,
                        ExitReason.shutdown(ExitReason.word("x")),
                        ExitReason.word("boom"))) {
            GenServer.stop(start(SenderOptions.DEFAULTS), reason, Process.INFINITY);
        }

        assertThat(printed)
                .filteredOn(line -> line.startsWith("Terminating"))
                .containsExactly(
                        "Terminating with reason shutdown",
                        "Terminating with reason {:shutdown, :x}",
                        "Terminating with reason boom");
        assertThat(events)
                .singleElement()
                .asString()
                .contains("** (stop) :boom", "State: %{emails: [], max_retries: 5}");
    }

    @Test
    void a_kill_prints_nothing() {
        Pid sender = start(SenderOptions.DEFAULTS);
        printed.clear();

        Process.exit(sender, ExitReason.KILL);
        clock.settle();

        assertThat(printedNow()).isEmpty();
        assertThat(sender.isAlive()).isFalse();
    }

    @Test
    void a_message_it_does_not_know_is_logged_and_dropped() {
        Pid sender = start(SenderOptions.DEFAULTS);
        Process.send(sender, "hello");

        assertThat(Sys.getState(sender)).isEqualTo(new SenderState(List.of(), 5));
        assertThat(events)
                .containsExactly(
                        "SendServer "
                                + sender
                                + " received unexpected message in handleInfo: \"hello\"");
    }

    @Test
    void negative_options_are_refused() {
        assertThatThrownBy(() -> SenderOptions.DEFAULTS.withMaxRetries(-1))
                .hasMessage("expected max_retries of 0 or more, got: -1");
        assertThatThrownBy(() -> SenderOptions.DEFAULTS.withRetryEvery(Duration.ofSeconds(-1)))
                .hasMessage("expected a retry_every that is not negative, got: PT-1S");
        assertThatThrownBy(() -> SenderOptions.DEFAULTS.withSendDelay(Duration.ofSeconds(-1)))
                .hasMessage("expected a send_delay that is not negative, got: PT-1S");
    }
}
