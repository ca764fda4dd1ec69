package dev.jobber.transcript;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Thrown;
import java.util.concurrent.Callable;

/// What came of doing something: a value, printed, or how it failed.
sealed interface ReplayOutcome {
    record Value(String text) implements ReplayOutcome {}

    record Exited(ExitReason reason) implements ReplayOutcome {}

    record Raised(RuntimeException problem) implements ReplayOutcome {}

    record Threw(Object value) implements ReplayOutcome {}

    static ReplayOutcome of(Callable<String> action) throws Exception {
        try {
            return new Value(action.call());
        } catch (ExitException exit) {
            return new Exited(exit.reason());
        } catch (Thrown thrown) {
            return new Threw(thrown.value());
        } catch (UnknownName unknown) {
            throw unknown;
        } catch (RuntimeException problem) {
            return new Raised(problem);
        }
    }
}
