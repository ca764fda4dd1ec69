package dev.jobber.job.kind.code;

import dev.jobber.job.Work;
import dev.jobber.otp.Process;
import java.time.Duration;

/// Work that is code. Its process lives until nothing of the code is left.
final class CodeWork implements Work {
    private final Code code;
    private final String description;
    private final Duration grace;
    private final CodeHost host;

    /// @param description what a line of the shell says of it: `java`
    /// @param grace how long it may take to end after it was asked to
    CodeWork(Code code, String description, Duration grace, CodeHost host) {
        this.code = code.then(Shown::of);
        this.description = description;
        this.grace = grace;
        this.host = host;
    }

    /// Foreign code may return null, which a job refuses as it refuses any other value.
    @Override
    @SuppressWarnings("NullAway")
    public Object perform(Attempt attempt) throws Exception {
        var run =
                new CodeRun(
                        code,
                        host.place("job " + attempt.jobId(), grace),
                        new AttemptSurroundings(host, attempt));
        Process.open(run); // before the start, so that a kill in between finds it
        try {
            return run.run();
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("the code threw " + thrown, thrown);
        }
    }

    @Override
    public boolean endsOnSignal() {
        return true;
    }

    @Override
    public String toString() {
        return "#Work<" + description + ">";
    }
}
