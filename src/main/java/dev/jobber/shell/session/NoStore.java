package dev.jobber.shell.session;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;

/// The error of what needs a store, in a program that has none.
public final class NoStore {
    private NoStore() {}

    /// The error.
    ///
    /// @param what needs the store: `--durable`
    public static UserError error(String what) {
        return new UserError(
                new ErrorCode("no_store"),
                what + " needs a store, and this program was started without one",
                "start jobber with --store");
    }
}
