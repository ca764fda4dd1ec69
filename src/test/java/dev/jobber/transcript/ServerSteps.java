package dev.jobber.transcript;

import static java.util.Objects.requireNonNull;

import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Sys;
import dev.jobber.otp.TimerRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The steps of servers: section 6.
final class ServerSteps {
    private final ReplayWorld host;
    private final Bare bare;

    ServerSteps(ReplayWorld host, Bare bare) {
        this.host = host;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("start_link", words -> start(words, true));
        steps.put("start", words -> start(words, false));
        steps.put(
                "on_terminate",
                words -> {
                    host.onTerminate.put(words.getFirst(), Words.after(words, 1));
                    return List.of();
                });
        steps.put("call", this::call);
        steps.put("cast", this::cast);
        steps.put("info", this::info);
        steps.put(
                "tell",
                words -> {
                    Process.send(
                            host.names().need(words.getFirst()), TermParser.parse(words.get(1)));
                    return List.of();
                });
        steps.put("client", this::client);
        steps.put("get_state", this::getState);
        steps.put(
                "get_status",
                words -> {
                    Dest server = dest(words.getFirst());
                    return result(() -> {
                        Sys.getStatus(server);
                        return "ok";
                    });
                });
        steps.put("stop", this::stop);
        steps.put(
                "reply",
                words -> {
                    requireNonNull(host.kept.get(words.getFirst()))
                            .reply(TermParser.parse(words.get(1)));
                    return List.of("ok");
                });
        steps.put(
                "release",
                words -> {
                    host.release(words.getFirst(), Term.atom("release"));
                    return List.of();
                });
        steps.put(
                "handled",
                words -> {
                    Dest server = dest(words.getFirst());
                    return result(
                            () -> host.print(GenServer.call(server, new ActionServer.Count())));
                });
        steps.put("whereis", this::whereis);
        steps.put("send_after", this::sendAfter);
        steps.put("cancel_timer", words -> left(timer(words).cancel()));
        steps.put("read_timer", words -> left(timer(words).read()));
        steps.put(
                "wait",
                words -> {
                    Process.sleep(Duration.ofMillis(Long.parseLong(words.getFirst())));
                    return List.of();
                });
    }

    List<String> result(Callable<String> action) throws Exception {
        return List.of(host.printer().result(ReplayOutcome.of(action)));
    }

    // ---- who is meant

    /// A process, a registered name, a name in a registry, or a key of a partition supervisor.
    Dest dest(String name) {
        if (name.startsWith("via:")) {
            return host.registry().via(TermParser.parse(name.substring(4)));
        }
        if (name.startsWith("part:")) {
            List<String> parts = Words.commas(name.substring(5));
            return host.partitions(parts.getFirst()).via(PartitionSteps.key(parts.getLast()));
        }
        return pidOrName(name);
    }

    private Dest pidOrName(String name) {
        Optional<Pid> pid = host.names().find(name);
        return pid.isPresent() ? pid.get() : host.node().named(name);
    }

    // ---- starting

    private List<String> start(List<String> all, boolean link) throws Exception {
        String name = all.getFirst();
        List<String> words = new ArrayList<>(Words.after(all, 1));
        Optional<String> by = by(words);
        boolean trapExit = !words.isEmpty() && words.getFirst().equals("trap_exit");
        if (trapExit) {
            words.removeFirst();
        }
        Optional<String> localName = option(words, "name=");
        Optional<String> via = localName.isPresent() ? Optional.empty() : option(words, "via=");
        Optional<String> timeout = option(words, "timeout=");
        var server =
                new ActionServer(
                        host, name, trapExit, words.isEmpty() ? List.of("ok") : List.copyOf(words));
        return started(
                by,
                () -> {
                    StartOptions options =
                            within(
                                    localName
                                            .map(it -> StartOptions.named(it))
                                            .or(() ->
                                                    via.map(it -> StartOptions.named(host.via(it))))
                                            .orElse(StartOptions.NONE),
                                    timeout);
                    return link
                            ? GenServer.startLink(server, options)
                            : GenServer.start(server, options);
                });
    }

    /// Takes `by p` from the front.
    static Optional<String> by(List<String> words) {
        if (words.isEmpty() || !words.getFirst().equals("by")) {
            return Optional.empty();
        }
        words.removeFirst();
        return Optional.of(words.removeFirst());
    }

    static StartOptions within(StartOptions options, Optional<String> timeout) {
        return timeout.map(it -> options.withTimeout(Duration.ofMillis(Long.parseLong(it))))
                .orElse(options);
    }

    /// The result of a start by main, or by a bare process.
    List<String> started(Optional<String> by, Callable<StartResult> start) throws Exception {
        Callable<String> action = () -> Starts.text(host, start.call());
        if (by.isEmpty()) {
            return result(action);
        }
        return bare
                .outcome(host.names().need(by.get()), action)
                .map(host.printer()::result)
                .stream()
                .toList();
    }

    /// Takes the first word if it is that option.
    static Optional<String> option(List<String> words, String prefix) {
        if (words.isEmpty() || !words.getFirst().startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(words.removeFirst().substring(prefix.length()));
    }

    // ---- talking

    /// The words without the timeout, and the timeout.
    record Timed(List<String> words, Duration timeout) {
        static Timed of(List<String> words, Duration usual) {
            List<String> rest =
                    words.stream().filter(word -> !word.startsWith("timeout=")).toList();
            Duration timeout =
                    words.stream()
                            .filter(word -> word.startsWith("timeout="))
                            .findFirst()
                            .map(word -> duration(word.substring("timeout=".length())))
                            .orElse(usual);
            return new Timed(rest, timeout);
        }
    }

    static Duration duration(String word) {
        return word.equals("infinity") ? Process.INFINITY : Duration.ofMillis(Long.parseLong(word));
    }

    private List<String> call(List<String> words) throws Exception {
        Dest server = dest(words.getFirst());
        var timed = Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        return result(() -> call(server, timed));
    }

    private String call(Dest server, Timed timed) {
        return "reply "
                + host.print(GenServer.call(server, new Do(timed.words()), timed.timeout()));
    }

    private List<String> cast(List<String> words) throws Exception {
        Dest server = dest(words.getFirst());
        return result(() -> {
            GenServer.cast(server, new Do(Words.after(words, 1)));
            return "ok";
        });
    }

    private List<String> info(List<String> words) throws Exception {
        Dest server = dest(words.getFirst());
        return result(() -> {
            Process.send(server, new Do(Words.after(words, 1)));
            return "ok";
        });
    }

    private List<String> getState(List<String> words) throws Exception {
        Dest server = dest(words.getFirst());
        var timed = Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        return result(() ->
                "reply "
                        + host.print(
                                words.size() == 1
                                        ? Sys.getState(server)
                                        : Sys.getState(server, timed.timeout())));
    }

    private List<String> client(List<String> words) {
        String name = words.getFirst();
        String verb = words.get(1);
        List<String> rest = Words.after(words, 2);
        Dest server = dest(words.get(2));
        var timed = Timed.of(Words.after(words, 3), GenServer.DEFAULT_TIMEOUT);
        Callable<String> action =
                switch (verb) {
                    case "stops" -> () -> stop(server, timed);
                    case "looks" -> () -> "reply " + host.print(Sys.getState(server));
                    case "suspends" ->
                            () -> {
                                Sys.suspend(server);
                                return "ok";
                            };
                    case "gets" -> () -> new AgentSteps(host, this).get(rest);
                    case "mcalls" -> () -> new MachineSteps(host, this).call(rest);
                    default -> () -> call(server, timed);
                };
        Pid client =
                Process.spawn(() -> {
                    Process.receive("go"::equals);
                    var outcome = ReplayOutcome.of(action);
                    host.client(
                            name
                                    + " "
                                    + (verb.equals("stops")
                                            ? host.printer().requestResult(outcome)
                                            : host.printer().result(outcome)));
                });
        host.names().name(client, name);
        Process.send(client, "go");
        return List.of();
    }

    private static String stop(Dest server, Timed timed) {
        ExitReason reason =
                timed.words().isEmpty() ? ExitReason.NORMAL : Reasons.of(timed.words().getFirst());
        GenServer.stop(server, reason, timed.timeout());
        return "ok";
    }

    private List<String> stop(List<String> words) throws Exception {
        Dest server = pidOrName(words.getFirst());
        var timed = Timed.of(Words.after(words, 1), Process.INFINITY);
        return List.of(host.printer().requestResult(ReplayOutcome.of(() -> stop(server, timed))));
    }

    /// Whatever comes of it is printed as a term.
    private List<String> whereis(List<String> words) throws Exception {
        Dest dest = dest(words.getFirst());
        var outcome =
                ReplayOutcome.of(() ->
                        dest instanceof Pid pid
                                ? host.print(pid) // what it was given, alive or not
                                : host.print(GenServer.whereis(dest)));
        return List.of(
                switch (outcome) {
                    case ReplayOutcome.Raised(var problem) ->
                            ReplayPrinter.tuple(":raise", ExceptionNames.crash(problem));
                    default -> host.printer().result(outcome);
                });
    }

    // ---- timers

    private List<String> sendAfter(List<String> words) {
        host.timers.put(
                words.get(1),
                Process.sendAfter(
                        pidOrName(words.getFirst()),
                        TermParser.parse(words.get(3)),
                        Duration.ofMillis(Long.parseLong(words.get(2)))));
        return List.of("ok");
    }

    private TimerRef timer(List<String> words) {
        return requireNonNull(host.timers.get(words.getFirst()));
    }

    private static List<String> left(Optional<Duration> left) {
        return List.of(left.isPresent() ? "left" : "false");
    }
}
