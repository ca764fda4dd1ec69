package dev.jobber.transcript;

import dev.jobber.otp.Agent;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The steps of agents.
final class AgentSteps {
    private final ReplayWorld host;
    private final ServerSteps servers;

    AgentSteps(ReplayWorld host, ServerSteps servers) {
        this.host = host;
        this.servers = servers;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("agent", words -> start(words, true));
        steps.put("agent_start", words -> start(words, false));
        steps.put("get", words -> servers.result(() -> get(words)));
        steps.put("update", words -> servers.result(() -> update(words)));
        steps.put("get_and_update", words -> servers.result(() -> getAndUpdate(words)));
        steps.put("agent_cast", words -> servers.result(() -> cast(words)));
        steps.put("agent_stop", this::stop);
    }

    private List<String> start(List<String> all, boolean link) throws Exception {
        String name = all.getFirst();
        List<String> words = new ArrayList<>(Words.after(all, 1));
        Optional<String> by = ServerSteps.by(words);
        Optional<String> registered = ServerSteps.option(words, "name=");
        Optional<String> timeout = ServerSteps.option(words, "timeout=");
        StartOptions options =
                ServerSteps.within(
                        registered.map(StartOptions::named).orElse(StartOptions.NONE), timeout);
        Callable<Term> begin =
                () -> {
                    host.watch(name);
                    return new Change(host, Returns::init).apply(words, Term.Int.of(0));
                };
        return servers.started(
                by, () -> link ? Agent.startLink(begin, options) : Agent.start(begin, options));
    }

    private Agent<Term> agent(List<String> words) {
        return Agent.at(servers.dest(words.getFirst()));
    }

    private Change change() {
        return new Change(host, Returns::call);
    }

    /// Also for clients of their own.
    String get(List<String> words) {
        var timed = ServerSteps.Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        return "reply "
                + host.print(
                        agent(words)
                                .<Term>get(
                                        state -> change().apply(timed.words(), state),
                                        timed.timeout()));
    }

    private String update(List<String> words) {
        var timed = ServerSteps.Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        agent(words).update(state -> change().apply(timed.words(), state), timed.timeout());
        return "ok";
    }

    private String getAndUpdate(List<String> words) {
        var timed = ServerSteps.Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        int and = timed.words().indexOf("and");
        List<String> answer = timed.words().subList(0, and);
        List<String> next = Words.after(timed.words(), and + 1);
        return "reply "
                + host.print(
                        agent(words)
                                .<Term>getAndUpdate(
                                        state ->
                                                new Agent.Change<>(
                                                        change().apply(answer, state),
                                                        change().apply(next, state)),
                                        timed.timeout()));
    }

    private String cast(List<String> words) {
        agent(words)
                .cast(state ->
                        new Change(host, Returns::result).apply(Words.after(words, 1), state));
        return "ok";
    }

    private List<String> stop(List<String> words) throws Exception {
        ExitReason reason = words.size() < 2 ? ExitReason.NORMAL : Reasons.of(words.get(1));
        return List.of(
                host.printer()
                        .requestResult(
                                ReplayOutcome.of(() -> {
                                    GenServer.stop(
                                            servers.dest(words.getFirst()),
                                            reason,
                                            Process.INFINITY);
                                    return "ok";
                                })));
    }
}
