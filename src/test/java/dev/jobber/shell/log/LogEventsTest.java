package dev.jobber.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.observer.Subject;
import dev.jobber.otp.Agent;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Crash reports as the log shows them.
class LogEventsTest {
    private static String report(Optional<Object> label) {
        List<Event> events = new ArrayList<>();
        try (Node node = Node.builder().events(events::add, EventDelivery.AT_ONCE).build()) {
            Pid hits =
                    Agent.start(
                                    node,
                                    () -> {
                                        label.ifPresent(Process::setLabel);
                                        return 0;
                                    },
                                    StartOptions.named("hits"))
                            .pidOrExit();
            Agent.<Integer>at(hits)
                    .cast(n -> {
                        throw new IllegalStateException("boom");
                    });
            node.awaitQuiet();
            return events.stream()
                    .filter(Event.ServerTerminating.class::isInstance)
                    .findFirst()
                    .orElseThrow()
                    .message();
        }
    }

    private static String brief(String report) {
        return LogEvents.brief(report, Subject.NONE).orElseThrow();
    }

    @Test
    void a_report_in_few_words_says_what_ended_why_and_where() {
        assertThat(brief(report(Optional.empty())).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("GenServer hits terminating"),
                        line -> assertThat(line).contains("IllegalStateException) boom"),
                        line -> assertThat(line).startsWith("    at "));
    }

    @Test
    void and_what_it_called_itself() {
        assertThat(brief(report(Optional.of("order 7"))).lines())
                .hasSize(4)
                .contains("Process Label: \"order 7\"");
    }
}
