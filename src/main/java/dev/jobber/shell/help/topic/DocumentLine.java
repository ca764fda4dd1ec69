package dev.jobber.shell.help.topic;

import java.util.List;
import java.util.stream.Collectors;

/// A line of Elixir, as the document of the job system has it, and the line of jobber that does the
/// same.
///
/// @param elixir the document's line
/// @param jobber jobber's line
public record DocumentLine(String elixir, String jobber) {
    /// The document's lines, in its order.
    public static final List<DocumentLine> ALL =
            List.of(
                    new DocumentLine(
                            "{:ok, pid} = GenServer.start(SendServer, [max_retries: 1])",
                            "pid = start-sender --max-retries 1"),
                    new DocumentLine(
                            "GenServer.cast(pid, {:send, \"hello@email.com\"})",
                            "send-email $pid hello@email.com"),
                    new DocumentLine("GenServer.call(pid, :get_state)", "get-state $pid"),
                    new DocumentLine("GenServer.stop(pid)", "stop $pid"),
                    new DocumentLine(
                            "good_job = fn -> Process.sleep(5000); {:ok, []} end",
                            "define-job sim good --sleep 5s --ok"),
                    new DocumentLine(
                            "GenServer.start(Jobber.Job, work: good_job)", "start-job good --bare"),
                    new DocumentLine(
                            "Jobber.start_job(work: good_job, type: \"import\")",
                            "start-job good --type import"),
                    new DocumentLine("Jobber.running_imports()", "running-imports"),
                    new DocumentLine(
                            "Process.whereis(Jobber.JobRunner)", "whereis Jobber.JobRunner"),
                    new DocumentLine(
                            "DynamicSupervisor.count_children(Jobber.JobRunner)",
                            "count-children Jobber.JobRunner"),
                    new DocumentLine(
                            "children = DynamicSupervisor.which_children(Jobber.JobRunner)",
                            "children = which-children Jobber.JobRunner"),
                    new DocumentLine(
                            "{_, pid, _, _} = List.first(children)",
                            "pid = whereis $children[0].pid"),
                    new DocumentLine("Supervisor.count_children(pid)", "count-children $pid"),
                    new DocumentLine("Supervisor.stop(pid)", "stop $pid"),
                    new DocumentLine("Process.exit(pid, :kill)", "kill $pid kill"));

    /// All lines, each of Elixir's above that of jobber's.
    static String table() {
        return ALL.stream()
                .map(line -> "  " + line.elixir() + "\n      " + line.jobber())
                .collect(Collectors.joining("\n"));
    }
}
