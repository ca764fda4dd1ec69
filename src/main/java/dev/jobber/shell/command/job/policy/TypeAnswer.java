package dev.jobber.shell.command.job.policy;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.DurationText;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.parse.Backoffs;
import dev.jobber.shell.parse.Rates;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import java.util.Optional;

/// What commands answer that show or change types.
final class TypeAnswer {
    private TypeAnswer() {}

    /// One type.
    ///
    /// @param guess what people are told if the type may be a slip
    static Answer of(TypeInfo type, Optional<String> guess) {
        Value.Fields row = COLUMNS.row(type);
        return new Answer.Ok(
                row,
                style ->
                        Rendering.of(row).text(style)
                                + guess.map(text -> " (" + text + ")").orElse(""));
    }

    /// The fields of a type.
    static final Columns<TypeInfo> COLUMNS =
            Columns.<TypeInfo>of(
                            Column.text("type", TypeInfo::type),
                            Column.of("limit", type -> Value.ofWhole(type.limit().most())),
                            Column.text(
                                    "when_full",
                                    type -> admission(type).whenFullOrReject().toString()),
                            Column.optional(
                                    "rate", type -> admission(type).rate().map(Rates::format)),
                            Column.whole("running", TypeInfo::running),
                            Column.whole("queued", TypeInfo::queued),
                            Column.whole("queue_max", type -> admission(type).queueMaxOrDefault()),
                            Column.of("retries", type -> whole(retries(type).most())),
                            Column.optional(
                                    "backoff",
                                    type -> retries(type).backoff().map(Backoffs::format)),
                            Column.optional(
                                    "timeout",
                                    type -> type.policy().timeout().map(DurationText::format)),
                            Column.whole("priority", type -> admission(type).priorityOrDefault()),
                            Column.truth("paused", type -> type.flow() == Flow.PAUSED),
                            Column.<TypeInfo>truth(
                                    "draining", type -> type.flow() == Flow.DRAINING))
                    .leavingOut(
                            "queue_max",
                            "priority",
                            "draining",
                            "when_full",
                            "timeout",
                            "backoff",
                            "retries",
                            "rate",
                            "paused");

    private static AdmissionPolicy admission(TypeInfo type) {
        return type.policy().admission();
    }

    private static JobPolicy.Retries retries(TypeInfo type) {
        return type.policy().retries();
    }

    private static Value whole(Optional<Integer> number) {
        return number.<Value>map(Value.Whole::new).orElseGet(Value::nothing);
    }
}
