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
    private final World world;
    private final Bare bare;

    ServerSteps(World world, Bare bare) {
        this.world = world;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("start_link", words -> start(words, true));
        steps.put("start", words -> start(words, false));
        steps.put(
                "on_terminate",
                words -> {
                    world.onTerminate.put(words.getFirst(), Words.after(words, 1));
                    return List.of();
                });
        steps.put("call", this::call);
        steps.put("cast", this::cast);
        steps.put("info", this::info);
        steps.put(
                "tell",
                words -> {
                    Process.send(
                            world.names().need(words.getFirst()), TermParser.parse(words.get(1)));
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
                    requireNonNull(world.kept.get(words.getFirst()))
                            .reply(TermParser.parse(words.get(1)));
                    return List.of("ok");
                });
        steps.put(
                "release",
                words -> {
                    world.release(words.getFirst(), Term.atom("release"));
                    return List.of();
                });
        steps.put(
                "handled",
                words -> {
                    Dest server = dest(words.getFirst());
                    return result(
                            () -> world.print(GenServer.call(server, new ActionServer.Count())));
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

    private List<String> result(Callable<String> action) throws Exception {
        return List.of(world.printer().result(Outcome.of(action)));
    }

    // ---- who is meant

    /// A process, a registered name, or a name in a registry.
    private Dest dest(String name) {
        if (name.startsWith("via:")) {
            return world.registry().via(TermParser.parse(name.substring(4)));
        }
        return pidOrName(name);
    }

    private Dest pidOrName(String name) {
        Optional<Pid> pid = world.names().find(name);
        return pid.isPresent() ? pid.get() : world.node().named(name);
    }

    // ---- starting

    private List<String> start(List<String> all, boolean link) throws Exception {
        String name = all.getFirst();
        List<String> words = new ArrayList<>(Words.after(all, 1));
        Optional<String> by = Optional.empty();
        if (!words.isEmpty() && words.getFirst().equals("by")) {
            by = Optional.of(words.get(1));
            words.subList(0, 2).clear();
        }
        boolean trapExit = !words.isEmpty() && words.getFirst().equals("trap_exit");
        if (trapExit) {
            words.removeFirst();
        }
        Optional<String> localName = option(words, "name=");
        Optional<String> via = localName.isPresent() ? Optional.empty() : option(words, "via=");
        Optional<String> timeout = option(words, "timeout=");
        ActionServer server =
                new ActionServer(
                        world,
                        name,
                        trapExit,
                        words.isEmpty() ? List.of("ok") : List.copyOf(words));
        Callable<String> action =
                () -> {
                    StartOptions options =
                            localName
                                    .map(it -> StartOptions.named(it))
                                    .or(() -> via.map(it -> StartOptions.named(world.via(it))))
                                    .orElse(StartOptions.NONE);
                    StartOptions inTime =
                            timeout.map(it ->
                                            options.withTimeout(
                                                    Duration.ofMillis(Long.parseLong(it))))
                                    .orElse(options);
                    return text(
                            link
                                    ? GenServer.startLink(server, inTime)
                                    : GenServer.start(server, inTime));
                };
        if (by.isEmpty()) {
            return result(action);
        }
        return bare
                .outcome(world.names().need(by.get()), action)
                .map(world.printer()::result)
                .stream()
                .toList();
    }

    /// Takes the first word if it is that option.
    private static Optional<String> option(List<String> words, String prefix) {
        if (words.isEmpty() || !words.getFirst().startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(words.removeFirst().substring(prefix.length()));
    }

    private String text(StartResult result) {
        return Starts.text(world, result);
    }

    // ---- talking

    /// The words without the timeout, and the timeout.
    private record Timed(List<String> words, Duration timeout) {
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
        Timed timed = Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        return result(() -> call(server, timed));
    }

    private String call(Dest server, Timed timed) {
        return "reply "
                + world.print(GenServer.call(server, new Do(timed.words()), timed.timeout()));
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
        Timed timed = Timed.of(Words.after(words, 1), GenServer.DEFAULT_TIMEOUT);
        return result(() ->
                "reply "
                        + world.print(
                                words.size() == 1
                                        ? Sys.getState(server)
                                        : Sys.getState(server, timed.timeout())));
    }

    private List<String> client(List<String> words) {
        String name = words.getFirst();
        Dest server = dest(words.get(2));
        boolean stops = words.get(1).equals("stops");
        boolean looks = words.get(1).equals("looks");
        Timed timed = Timed.of(Words.after(words, 3), GenServer.DEFAULT_TIMEOUT);
        Pid client =
                Process.spawn(() -> {
                    Process.receive("go"::equals);
                    Outcome outcome =
                            Outcome.of(() ->
                                    stops
                                            ? stop(server, timed)
                                            : looks
                                                    ? "reply " + world.print(Sys.getState(server))
                                                    : call(server, timed));
                    world.client(
                            name
                                    + " "
                                    + (stops
                                            ? world.printer().requestResult(outcome)
                                            : world.printer().result(outcome)));
                });
        world.names().name(client, name);
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
        Timed timed = Timed.of(Words.after(words, 1), Process.INFINITY);
        return List.of(world.printer().requestResult(Outcome.of(() -> stop(server, timed))));
    }

    /// Whatever comes of it is printed as a term.
    private List<String> whereis(List<String> words) throws Exception {
        Dest dest = dest(words.getFirst());
        Outcome outcome =
                Outcome.of(() ->
                        dest instanceof Pid pid
                                ? world.print(pid) // what it was given, alive or not
                                : world.print(GenServer.whereis(dest)));
        return List.of(
                switch (outcome) {
                    case Outcome.Raised(var problem) ->
                            Printer.tuple(":raise", ExceptionNames.crash(problem));
                    default -> world.printer().result(outcome);
                });
    }

    // ---- timers

    private List<String> sendAfter(List<String> words) {
        world.timers.put(
                words.get(1),
                Process.sendAfter(
                        pidOrName(words.getFirst()),
                        TermParser.parse(words.get(3)),
                        Duration.ofMillis(Long.parseLong(words.get(2)))));
        return List.of("ok");
    }

    private TimerRef timer(List<String> words) {
        return requireNonNull(world.timers.get(words.getFirst()));
    }

    private static List<String> left(Optional<Duration> left) {
        return List.of(left.isPresent() ? "left" : "false");
    }
}
