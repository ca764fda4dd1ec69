package dev.jobber.shell.command;

import dev.jobber.otp.Pid;
import dev.jobber.shell.Check;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Fault;
import java.util.regex.Pattern;

/// The names that lines may register processes under.
final class ProcessNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private ProcessNames() {}

    /// Looks whether a process may be registered under this name.
    static void check(Check check, String written) {
        if (check.isKnown(written) && !NAME.matcher(written).matches()) {
            check.problem(
                    written,
                    Fault.usage("expected a name of letters, digits, _, . and -, got: " + written));
        }
    }

    /// The error of a name that another process has.
    static Fault taken(String name, Pid holder) {
        return Fault.of(
                new ErrorCode("already_started"),
                "expected a name that is free, got: " + name + ", the name of " + holder);
    }
}
