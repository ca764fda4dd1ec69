package dev.jobber.shell.parse;

import dev.jobber.otp.Pid;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import java.util.regex.Pattern;

/// The names that lines may register processes under.
public final class ProcessNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private ProcessNames() {}

    /// Looks whether a process may be registered under this name.
    public static void validate(Validation validation, String written) {
        if (validation.isKnown(written) && !NAME.matcher(written).matches()) {
            validation.problem(
                    written,
                    UserError.usage(
                            "expected a name of letters, digits, _, . and -, got: " + written));
        }
    }

    /// The error of a name that another process has.
    public static UserError taken(String name, Pid holder) {
        return UserError.of(
                new ErrorCode("already_started"), "the name " + name + " is taken by " + holder);
    }
}
