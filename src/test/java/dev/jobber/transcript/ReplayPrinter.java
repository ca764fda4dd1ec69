package dev.jobber.transcript;

import dev.jobber.otp.Down;
import dev.jobber.otp.Exit;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitReason.CallFailed;
import dev.jobber.otp.From;
import dev.jobber.otp.GenCalls;
import dev.jobber.otp.GenCast;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Name;
import dev.jobber.otp.PartitionSupervisor;
import dev.jobber.otp.PartitionVia;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Registry;
import dev.jobber.otp.Request;
import dev.jobber.otp.RequestId;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Sys;
import dev.jobber.otp.Task;
import dev.jobber.otp.TaskStream;
import dev.jobber.otp.Timeout;
import dev.jobber.otp.Via;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Values of the kernel, printed as Elixir inspects what they stand for.
final class ReplayPrinter {
    static final Comparator<String> BY_CODE_POINT =
            (a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private final ReplayNames names;

    /// Exit reasons of requests are printed in full.
    private boolean whole;

    ReplayPrinter(ReplayNames names) {
        this.names = names;
    }

    String text(Object value) {
        return switch (value) {
            case Term term -> term.toString();
            case Do request -> request.toString();
            case Request<?> other when whole || GenCalls.isOfAgent(other) -> ":request";
            case Pid pid -> names.of(pid);
            case MonitorRef ref -> names.ofReference(ref);
            case ExitReason reason -> reason(reason);
            case Exit(var from, var reason) -> tuple(":EXIT", text(from), text(reason));
            case Down(var ref, var from, var reason) ->
                    tuple(":DOWN", text(ref), ":process", text(from), text(reason));
            case From from -> call(from);
            case Sys.Terminate stop ->
                    system(stop.pid(), "ref", tuple(":terminate", text(stop.reason())));
            case RequestId.Answer(var request, var answer) ->
                    tuple(names.ofReference(request.ref()), text(answer));
            case RequestId<?> request -> names.ofReference(request.ref());
            case Registry.KeyRegistered(var registry, var key, var pid, var of) ->
                    tuple(":register", atom(registry.toString()), text(key), text(pid), text(of));
            case Registry.KeyUnregistered(var registry, var key, var pid) ->
                    tuple(":unregister", atom(registry.toString()), text(key), text(pid));
            case PartitionSupervisor partitions -> atom(partitions.toString());
            case PartitionVia(var supervisor, var key) ->
                    tuple(
                            ":via",
                            "PartitionSupervisor",
                            tuple(atom(supervisor.toString()), text(key)));
            case StateMachine.StateAndData(var state, var data) -> tuple(text(state), text(data));
            case TaskStream.Zipped(var input, var reason) -> tuple(text(input), text(reason));
            case Timeout() -> ":timeout";
            case Name(_, var name) -> new Term.Atom(name).toString();
            case Via(var registry, var key, _) ->
                    tuple(":via", "Registry", tuple(atom(registry.toString()), text(key)));
            case Optional<?> optional -> optional.map(this::text).orElse("nil");
            case List<?> list -> list(list);
            case Duration time ->
                    time.equals(Process.INFINITY) ? ":infinity" : String.valueOf(time.toMillis());
            case Task<?> task -> text(task.ref());
            case Task.Reply(var ref, var answer) -> tuple(text(ref), text(answer));
            case String text -> new Term.Text(text).toString();
            case Throwable problem -> ExceptionNames.crash(problem);
            default ->
                    GenCast.message(value)
                            .map(message -> tuple(":cast", text(message)))
                            .orElseGet(value::toString);
        };
    }

    /// The id of a child: a term, or the name of a module.
    String id(Object id) {
        return id instanceof String module ? ModuleNames.atom(module).toString() : text(id);
    }

    private String call(From from) {
        String ref = GenCalls.id(from).map(this::text).orElse("ref");
        return GenCalls.isSystem(from)
                ? system(from.pid(), ref, from.request().toString())
                : tuple(":\"$gen_call\"", caller(from.pid(), ref), text(from.request()));
    }

    private String system(Optional<Pid> from, String ref, String request) {
        return tuple(":system", caller(from, ref), request);
    }

    private String caller(Optional<Pid> from, String ref) {
        return tuple(from.map(this::text).orElse("pid"), ref);
    }

    private String reason(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Normal() -> ":normal";
            case ExitReason.Shutdown() -> ":shutdown";
            case ExitReason.ShutdownWith(var detail) -> tuple(":shutdown", text(detail));
            case ExitReason.Word(var word) -> atom(word);
            case ExitReason.Term(var value) -> text(value);
            case ExitReason.Crash(var exception) -> ExceptionNames.crash(exception);
            case ExitReason.NoCatch(var value) -> tuple(":nocatch", text(value));
            case ExitReason.BadReturnValue(var value) -> tuple(":bad_return_value", text(value));
            case ExitReason.CallFailed(var why, var invocation) ->
                    tuple(reason(why), invocation(invocation));
            case ExitReason.AlreadyStarted(var pid) -> tuple(":already_started", text(pid));
            case ExitReason.FailedToStartChild(var id, var why) ->
                    tuple(":failed_to_start_child", id(id), reason(why));
            case ExitReason.StartExit(var why) -> tuple(":EXIT", reason(why));
            case ExitReason.ChildFailed(var why, var child) ->
                    tuple(reason(why), tuple(":child", text(child.id())));
            case ExitReason.Invalid(var what, var value) -> tuple(":" + what, text(value));
        };
    }

    private String invocation(CallFailed.Invocation invocation) {
        return tuple(
                invocation.module(), ":" + invocation.function(), list(invocation.arguments()));
    }

    /// `GenServer.call(a, :request, 5000)`
    String function(CallFailed.Invocation invocation) {
        return invocation.module()
                + "."
                + invocation.function()
                + invocation.arguments().stream()
                        .map(this::text)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private String list(List<?> list) {
        if (list.stream().allMatch(Term.class::isInstance)) {
            return new Term.Items(list.stream().map(Term.class::cast).toList()).toString();
        }
        return list.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A list printed sorted by the text of its items.
    String sortedList(List<?> list) {
        return list.stream()
                .map(this::text)
                .sorted(BY_CODE_POINT)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String tuple(String... items) {
        return "{" + String.join(", ", items) + "}";
    }

    private static String atom(String name) {
        return new Term.Atom(name).toString();
    }

    // ---- results of steps

    /// A result in full.
    String result(ReplayOutcome outcome) {
        return switch (outcome) {
            case ReplayOutcome.Value(var text) -> text;
            case ReplayOutcome.Exited(var reason) -> "exit " + text(reason);
            case ReplayOutcome.Raised(var problem) ->
                    SysSteps.failed(this, problem)
                            .orElseGet(() -> "raise " + ErrorTexts.of(problem));
            case ReplayOutcome.Threw(var value) -> tuple(":throw", text(value));
        };
    }

    /// From now on [#requestResult] leaves nothing out.
    void printWhole() {
        whole = true;
    }

    /// The result of a request, of whose exit only the reason counts, unless the scenario says
    /// `whole`.
    String requestResult(ReplayOutcome outcome) {
        ReplayOutcome bare = outcome;
        while (!whole && bare instanceof ReplayOutcome.Exited(ExitReason.CallFailed(var why, _))) {
            bare = new ReplayOutcome.Exited(why);
        }
        return result(bare);
    }
}
