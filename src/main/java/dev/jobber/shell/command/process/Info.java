package dev.jobber.shell.command.process;

import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.FairnessInfo;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `info [PID]`, also `i`: `Process.info/1`
@Command(
        name = "info",
        aliases = "i",
        description = "Shows what is known of a process; without PID, of the node.")
@Example(value = "info JobRunner", does = "shows JobRunner's links, monitors and messages")
@Example(value = "info", does = "shows how many processes there are, and the memory they use")
@InOtp("Process.info/1; without PID, :erlang.system_info/1 and :erlang.memory/0.")
@SeeAlso({"whereis", "tree", "get-state", "pids"})
final class Info implements ShellCommand {
    private static final int BYTES_PER_MB = 1 << 20;

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "A pid, a registered name or a job's id.")
    private Optional<String> target = Optional.empty();

    Info(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        if (target.isEmpty()) {
            return Answer.of(node());
        }
        Pid pid = session.targets().process(target.get());
        return session.observer()
                .node()
                .info(pid)
                .map(info -> Answer.of(process(info)))
                .orElseThrow(() -> new ShellException(ErrorCode.NOPROC, pid + " is not alive"));
    }

    /// A label is shown only of a process that has one: few have.
    private static Value process(ProcessInfo info) {
        Value.Fields name =
                Value.Fields.none()
                        .with("pid", info.pid().toString())
                        .with("name", Value.ofText(info.name().map(Object::toString)));
        return info.label()
                .map(label -> name.with("label", Inspect.text(label)))
                .orElse(name)
                .with("status", info.status().toString().toLowerCase(Locale.ROOT))
                .with("links", Values.of(info.links()))
                .with("monitors", Values.of(info.monitors()))
                .with("monitored_by", Values.of(info.monitoredBy()))
                .with("message_queue_len", info.messageQueueLength())
                .with("parent", Value.ofText(info.parent().map(Pid::toString)))
                .with("trap_exit", new Value.Truth(info.trapExit()))
                .with("module", info.what());
    }

    private Value node() {
        Node node = session.observer().node();
        FairnessInfo fairness = node.fairnessInfo();
        var memory = Runtime.getRuntime();
        var uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return Value.Fields.none()
                .with("processes", node.processCount())
                .with("registered", node.registered().size())
                .with("lingering", Values.of(node.lingering()))
                .with("processors", memory.availableProcessors())
                .with("carriers", fairness.carriers())
                .with("carriers_added", fairness.added())
                .with("fairness_pauses", fairness.pauses())
                .with("longest_wait_ms", fairness.longestWait().toMillis())
                .with("memory_mb", (memory.totalMemory() - memory.freeMemory()) / BYTES_PER_MB)
                .with("memory_max_mb", memory.maxMemory() / BYTES_PER_MB)
                .with("uptime", DurationText.format(uptime));
    }
}
