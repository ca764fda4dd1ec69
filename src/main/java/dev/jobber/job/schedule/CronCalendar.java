package dev.jobber.job.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The local times that a cron expression means, as cron-utils finds them on a calendar whose
/// clocks are never changed.
final class CronCalendar {
    private final ExecutionTime times;

    CronCalendar(CronExpression expression) {
        String fields =
                Arrays.stream(CronField.values())
                        .map(field -> field(expression, field))
                        .collect(Collectors.joining(" "));
        times =
                ExecutionTime.forCron(
                        new CronParser(definition(expression.bothDays())).parse(fields));
    }

    private static String field(CronExpression expression, CronField field) {
        return expression.isAny(field)
                ? "*"
                : expression.values(field).stream()
                        .map(value -> value.toString())
                        .collect(Collectors.joining(","));
    }

    private static CronDefinition definition(boolean bothDays) {
        CronDefinitionBuilder definition =
                CronDefinitionBuilder.defineCron()
                        .withMinutes()
                        .and()
                        .withHours()
                        .and()
                        .withDayOfMonth()
                        .and()
                        .withMonth()
                        .and()
                        .withDayOfWeek()
                        .withValidRange(0, 6)
                        .withMondayDoWValue(1)
                        .and();
        return (bothDays ? definition.matchDayOfWeekAndDayOfMonth() : definition).instance();
    }

    /// The first time after this one; empty where none comes. All times are full minutes.
    Optional<LocalDateTime> after(LocalDateTime time) {
        return times.nextExecution(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime);
    }
}
