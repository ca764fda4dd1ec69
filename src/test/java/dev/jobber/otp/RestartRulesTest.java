package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which child is started again after which end: OTP's whole table, for both kinds of supervisor.
class RestartRulesTest {
    private final Nursery nursery = new Nursery();

    @AfterEach
    void close() {
        nursery.close();
    }

    private enum Then {
        RESTARTED,
        KEPT,
        FORGOTTEN
    }

    @ParameterizedTest(name = "a {0} child of a supervisor that ends with {1} is {2}")
    @CsvSource({
        "permanent, normal, restarted",
        "permanent, shutdown, restarted",
        "permanent, shutdown with a detail, restarted",
        "permanent, crash, restarted",
        "permanent, killed, restarted",
        "transient, normal, kept",
        "transient, shutdown, kept",
        "transient, shutdown with a detail, kept",
        "transient, crash, restarted",
        "transient, killed, restarted",
        "temporary, normal, forgotten",
        "temporary, shutdown, forgotten",
        "temporary, shutdown with a detail, forgotten",
        "temporary, crash, forgotten",
        "temporary, killed, forgotten",
    })
    void of_a_supervisor(String restart, String reason, String then) {
        Pid sup = nursery.started(Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE), a(restart));

        endWith(reason);

        assertThat(nursery.seen().contains("started a")).isEqualTo(then.equals("restarted"));
        assertThat(Nursery.which(sup))
                .isEqualTo(
                        switch (Then.valueOf(then.toUpperCase(Locale.ROOT))) {
                            case RESTARTED -> List.of("a running");
                            case KEPT -> List.of("a undefined");
                            case FORGOTTEN -> List.of();
                        });
    }

    @ParameterizedTest(name = "a {0} child of a dynamic supervisor that ends with {1} is {2}")
    @CsvSource({
        "permanent, normal, restarted",
        "permanent, shutdown, restarted",
        "permanent, shutdown with a detail, restarted",
        "permanent, crash, restarted",
        "permanent, killed, restarted",
        "transient, normal, forgotten",
        "transient, shutdown, forgotten",
        "transient, shutdown with a detail, forgotten",
        "transient, crash, restarted",
        "transient, killed, restarted",
        "temporary, normal, forgotten",
        "temporary, shutdown, forgotten",
        "temporary, shutdown with a detail, forgotten",
        "temporary, crash, forgotten",
        "temporary, killed, forgotten",
    })
    void of_a_dynamic_supervisor(String restart, String reason, String then) {
        Pid sup =
                DynamicSupervisor.start(
                                nursery.node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
                        .pidOrExit();
        DynamicSupervisor.startChild(sup, a(restart)).pidOrExit();
        nursery.seen();

        endWith(reason);

        assertThat(nursery.seen().contains("started a")).isEqualTo(then.equals("restarted"));
        assertThat(Nursery.which(sup))
                .isEqualTo(
                        switch (Then.valueOf(then.toUpperCase(Locale.ROOT))) {
                            case RESTARTED -> List.of(":undefined running");
                            case KEPT, FORGOTTEN -> List.of();
                        });
    }

    private ChildSpec a(String restart) {
        return nursery.child("a")
                .withRestart(ChildSpec.Restart.valueOf(restart.toUpperCase(Locale.ROOT)));
    }

    private void endWith(String reason) {
        switch (reason) {
            case "normal" -> nursery.end("a", ExitReason.NORMAL);
            case "shutdown" -> nursery.end("a", ExitReason.SHUTDOWN);
            case "shutdown with a detail" -> nursery.end("a", ExitReason.shutdown("x"));
            case "crash" -> nursery.crash("a");
            case "killed" -> nursery.exit("a", ExitReason.KILL);
            default -> throw new AssertionError("expected a reason of the table, got: " + reason);
        }
    }
}
