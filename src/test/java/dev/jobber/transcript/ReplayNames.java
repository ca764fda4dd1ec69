package dev.jobber.transcript;

import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The names of processes in a scenario. A name means the latest process that had it; `a#1` is the
/// first that was watched under the name `a`.
final class ReplayNames {
    private final Map<Pid, String> ofPid = new ConcurrentHashMap<>();
    private final Map<String, Pid> latest = new ConcurrentHashMap<>();
    private final Map<String, List<Pid>> lives = new ConcurrentHashMap<>();
    private final Map<Object, String> ofReference = new IdentityHashMap<>();
    private final Map<String, MonitorRef> monitors = new ConcurrentHashMap<>();

    void name(Pid pid, String name) {
        ofPid.put(pid, name);
        latest.put(name, pid);
    }

    /// One more life of that name begins.
    void nameLife(Pid pid, String name) {
        lives.computeIfAbsent(name, _ -> new ArrayList<>()).add(pid);
        name(pid, name);
    }

    void nameMonitor(MonitorRef ref, String name) {
        nameReference(ref, name);
        monitors.put(name, ref);
    }

    synchronized void nameReference(Object ref, String name) {
        ofReference.put(ref, name);
    }

    String of(Pid pid) {
        return ofPid.getOrDefault(pid, "pid");
    }

    synchronized String ofReference(Object ref) {
        return ofReference.getOrDefault(ref, "ref");
    }

    Optional<Pid> latest(String name) {
        return Optional.ofNullable(latest.get(name));
    }

    Optional<Pid> find(String name) {
        return latest(name).or(() -> life(name.split("#", 2)));
    }

    private Optional<Pid> life(String[] nameAndNumber) {
        if (nameAndNumber.length < 2) {
            return Optional.empty();
        }
        List<Pid> all = lives.getOrDefault(nameAndNumber[0], List.of());
        int number = Integer.parseInt(nameAndNumber[1]);
        return number >= 1 && number <= all.size()
                ? Optional.of(all.get(number - 1))
                : Optional.empty();
    }

    Pid need(String name) {
        return find(name).orElseThrow(() -> new UnknownName(name));
    }

    MonitorRef needMonitor(String name) {
        MonitorRef ref = monitors.get(name);
        if (ref == null) {
            throw new UnknownName(name);
        }
        return ref;
    }
}
