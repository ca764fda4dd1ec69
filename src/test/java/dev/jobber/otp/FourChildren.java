package dev.jobber.otp;

import static dev.jobber.otp.Supervisor.Strategy.ONE_FOR_ALL;
import static dev.jobber.otp.Supervisor.Strategy.ONE_FOR_ONE;
import static dev.jobber.otp.Supervisor.Strategy.REST_FOR_ONE;

import org.junit.jupiter.api.AfterEach;

/// Tests of supervisors whose children are a, b, c and d.
abstract class FourChildren {
    static final Supervisor.Flags ONE = Supervisor.Flags.of(ONE_FOR_ONE);
    static final Supervisor.Flags ALL = Supervisor.Flags.of(ONE_FOR_ALL);
    static final Supervisor.Flags REST = Supervisor.Flags.of(REST_FOR_ONE);

    final Nursery nursery = new Nursery();

    @AfterEach
    void close() {
        nursery.close();
    }

    ChildSpec a(Nursery.Birth... births) {
        return nursery.trapping("a", births);
    }

    ChildSpec b(Nursery.Birth... births) {
        return nursery.trapping("b", births);
    }

    ChildSpec c(Nursery.Birth... births) {
        return nursery.trapping("c", births);
    }

    ChildSpec d(Nursery.Birth... births) {
        return nursery.trapping("d", births);
    }

    static ChildSpec temporary(ChildSpec spec) {
        return spec.withRestart(ChildSpec.Restart.TEMPORARY);
    }

    static ChildSpec transientChild(ChildSpec spec) {
        return spec.withRestart(ChildSpec.Restart.TRANSIENT);
    }
}
