package dev.jobber.job.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

/// When a cron expression comes in a time zone, whose clocks may be set forward and back.
///
/// | the hours of the expression | a time that the clocks leave out | a time that they show twice |
/// |---|---|---|
/// | are fixed | comes when they are set forward: 03:00 for 02:30 | comes the first time |
/// | are `*` or `*/n` | does not come | comes twice |
///
/// So a daily job runs once each day, and an hourly job every hour of real time. Times that come at
/// the same moment are one: `0,30 2 * * *` comes once at 03:00.
public final class CronTimes {
    /// A step back by so much or more begins a new time: what came in the old one may come again.
    private static final Duration NEW_TIME = Duration.ofHours(3);

    private final CronExpression expression;
    private final ZoneId zone;
    private final CronCalendar calendar;

    /// The times of an expression in a zone.
    public CronTimes(CronExpression expression, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
        this.calendar = new CronCalendar(expression);
    }

    /// What comes.
    public CronExpression expression() {
        return expression;
    }

    /// Where it comes.
    public ZoneId zone() {
        return zone;
    }

    /// The clocks have been set back by so much, and show times a second time. Those of an
    /// expression that follows real time come again; so do all if the clock was wrong by hours.
    boolean comeAgain(Duration setBack) {
        return expression.followsRealTime() || setBack.compareTo(NEW_TIME) >= 0;
    }

    /// The first time after this one; empty where none comes.
    public Optional<Instant> after(Instant time) {
        return expression.followsRealTime() ? inRealTime(time) : onceADay(time);
    }

    private ZoneRules rules() {
        return zone.getRules();
    }

    /// Local times rise, and [#moment] keeps their order. So no local time before the one at
    /// `time`, or at it, comes later.
    private Optional<Instant> onceADay(Instant time) {
        Optional<LocalDateTime> local =
                calendar.after(LocalDateTime.ofInstant(time, rules().getOffset(time)));
        while (local.isPresent() && !moment(local.get()).isAfter(time)) {
            local = calendar.after(local.get());
        }
        return local.map(this::moment);
    }

    /// When the clocks show a local time the first time, or pass it.
    private Instant moment(LocalDateTime local) {
        ZoneOffsetTransition change = rules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(
                        change == null ? rules().getOffset(local) : change.getOffsetBefore());
    }

    /// Between two changes of the clocks local time and real time go together. At a change the
    /// search goes on from what the clocks show then.
    private Optional<Instant> inRealTime(Instant time) {
        Instant from = time;
        boolean fromIsTaken = true;
        while (true) {
            ZoneOffset offset = rules().getOffset(from);
            var shown = LocalDateTime.ofInstant(from, offset);
            Optional<Instant> found =
                    calendar.after(fromIsTaken ? shown : shown.minusSeconds(1))
                            .map(local -> local.toInstant(offset));
            ZoneOffsetTransition change = rules().nextTransition(from);
            if (change == null || found.isEmpty() || found.get().isBefore(change.getInstant())) {
                return found;
            }
            from = change.getInstant();
            fromIsTaken = false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronTimes that
                && expression.equals(that.expression)
                && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression, zone);
    }
}
