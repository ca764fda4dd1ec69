package dev.jobber.observer;

import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the processes that lines name: by pid, by registered name, or by job id.
public final class ProcessLookup {
    private static final Pattern PID =
            Pattern.compile("(?:(?:#PID)?<0\\.(\\d{1,18})\\.0>|0\\.(\\d{1,18})\\.0)");
    private static final Pattern OF_NODE =
            Pattern.compile("(?:#PID)?<(?!0\\.)([A-Za-z0-9][A-Za-z0-9_.-]*)\\.(\\d{1,18})\\.0>");
    private static final Pattern MODULE = Pattern.compile("(?:Elixir\\.)?Jobber\\.(\\w+)");

    private final Node node;
    private final Function<String, Optional<Pid>> jobs;

    /// @param jobs finds the process of a job by its id
    public ProcessLookup(Node node, Function<String, Optional<Pid>> jobs) {
        this.node = node;
        this.jobs = jobs;
    }

    /// Whether a text is written as a pid: `#PID<0.157.0>`, `<0.157.0>` or `0.157.0`.
    public static boolean isPid(String text) {
        return PID.matcher(text).matches();
    }

    /// The middle number of a pid; empty where a text is none.
    public static OptionalLong number(String text) {
        Matcher pid = PID.matcher(text);
        return pid.matches()
                ? OptionalLong.of(
                        Long.parseLong(
                                Optional.ofNullable(pid.group(1)).orElseGet(() -> pid.group(2))))
                : OptionalLong.empty();
    }

    /// The node that a pid names which has the name of a node in the place of its first number, as
    /// `#PID<b.157.0>`; empty where a text is none.
    public static Optional<String> node(String text) {
        Matcher pid = OF_NODE.matcher(text);
        return pid.matches() ? Optional.of(pid.group(1)) : Optional.empty();
    }

    /// The same pid as its own node prints it.
    public static String onItsNode(String text) {
        return OF_NODE.matcher(text).replaceFirst("#PID<0.$2.0>");
    }

    /// The live process that a text means.
    public Optional<Pid> find(String text) {
        OptionalLong number = number(text);
        return number.isPresent()
                ? node.pid(number.getAsLong())
                : node.whereis(text).or(() -> node.whereis(name(text))).or(() -> jobs.apply(text));
    }

    /// The printed form of a pid.
    public static String pid(String pid) {
        return "#PID<" + pid.replaceAll("^(#PID)?<|>$", "") + ">";
    }

    /// The registered form of a name. The document writes `Jobber.JobRunner` for `JobRunner`.
    public static String name(String text) {
        Matcher module = MODULE.matcher(text);
        return module.matches() ? module.group(1) : text;
    }
}
