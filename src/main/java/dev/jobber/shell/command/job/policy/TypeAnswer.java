package dev.jobber.shell.command.job.policy;

import dev.jobber.job.DurationText;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.shell.parse.Backoffs;
import dev.jobber.shell.parse.Rates;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;

/// What commands answer that show or change types.
final class TypeAnswer {
    private TypeAnswer() {}

    /// One type.
    static Answer of(TypeInfo type) {
        return Answer.of(value(type));
    }

    /// Some types.
    static Answer of(List<TypeInfo> types) {
        return Answer.of(new Value.Rows(types.stream().map(TypeAnswer::value).toList()));
    }

    private static Value value(TypeInfo type) {
        JobPolicy policy = type.policy();
        AdmissionPolicy admission = policy.admission();
        return Value.Fields.of(row -> {
            row.put("type", new Value.Text(type.type()));
            row.put("limit", Value.ofWhole(type.limit().most()));
            row.put("when_full", new Value.Text(admission.whenFullOrReject().toString()));
            row.put("rate", Value.ofText(admission.rate().map(Rates::format)));
            row.put("running", new Value.Whole(type.running()));
            row.put("queued", new Value.Whole(type.queued()));
            row.put("queue_max", new Value.Whole(admission.queueMaxOrDefault()));
            row.put("retries", whole(policy.retries().most()));
            row.put("backoff", Value.ofText(policy.retries().backoff().map(Backoffs::format)));
            row.put("timeout", Value.ofText(policy.timeout().map(DurationText::format)));
            row.put("priority", new Value.Whole(admission.priorityOrDefault()));
            row.put("paused", new Value.Truth(type.flow() == Flow.PAUSED));
            row.put("draining", new Value.Truth(type.flow() == Flow.DRAINING));
        });
    }

    private static Value whole(Optional<Integer> number) {
        return number.<Value>map(Value.Whole::new).orElseGet(Value::nothing);
    }
}
