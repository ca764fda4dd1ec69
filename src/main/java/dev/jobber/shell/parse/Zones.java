package dev.jobber.shell.parse;

import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/// Reads time zones: `Europe/Berlin`, `UTC`, `+02:00`.
public final class Zones {
    private Zones() {}

    /// The zone that a text means.
    ///
    /// @throws ShellException where it means none
    static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new ShellException(
                    UserError.usage(
                            "unknown time zone '" + text + "'",
                            DidYouMean.hint(
                                    text,
                                    names(),
                                    "write a zone such as Europe/Berlin, UTC or +02:00")));
        }
    }

    /// The zones that have names.
    public static List<String> names() {
        return ZoneId.getAvailableZoneIds().stream().sorted().toList();
    }
}
