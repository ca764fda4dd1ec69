package dev.jobber.otp;

import java.util.Optional;

/// A key of a [PartitionSupervisor]: the partition that it falls to. `{:via, PartitionSupervisor,
/// {name, key}}`
///
/// @param supervisor which partitions
/// @param key any value
public record PartitionVia(PartitionSupervisor supervisor, Object key) implements Dest {
    public PartitionVia {
        Refused.ifNull(supervisor, "a partition supervisor");
        Refused.ifNoValue(key, "a key");
    }

    @Override
    public Optional<Pid> whereis() {
        return supervisor.worker(key).whereis();
    }

    @Override
    public String toString() {
        return "{" + supervisor + ", " + Inspect.inspect(key) + "}";
    }
}
