package dev.jobber.shell.command.story;

import dev.jobber.shell.session.Session;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Shows times as the log does: `HH:MM:SS.mmm`, in the zone of the user.
public final class ShownTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final ZoneId zone;

    public ShownTime(Session session) {
        zone = session.now().getZone();
    }

    /// A time as it is shown.
    public String of(Instant time) {
        return FORM.format(time.atZone(zone));
    }
}
