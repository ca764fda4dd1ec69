package dev.jobber.shell.list;

import dev.jobber.shell.result.UserError;

/// A list whose rows are printed as they come.
public final class FollowedList {
    /// Rows that come one by one cannot be sorted or counted.
    public static final UserError NO_CHOICE =
            UserError.usage(
                    "--follow prints what comes; leave out --where, --sort, --limit, --select and --count");

    private FollowedList() {}
}
