package dev.jobber.transcript;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.PartitionSupervisor;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.util.List;
import java.util.Map;

/// The steps of partition supervisors.
final class PartitionSteps {
    private final ReplayWorld host;
    private final ServerSteps servers;

    PartitionSteps(ReplayWorld host, ServerSteps servers) {
        this.host = host;
        this.servers = servers;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("partition_supervisor", this::start);
        steps.put(
                "partitions",
                words ->
                        servers.result(() ->
                                String.valueOf(host.partitions(words.getFirst()).partitions())));
        steps.put(
                "partition",
                words ->
                        servers.result(() ->
                                host.print(
                                        GenServer.whereis(
                                                host.partitions(words.getFirst())
                                                        .via(key(words.get(1)))))));
        steps.put(
                "partition_count",
                words ->
                        request(() ->
                                SupervisorSteps.count(
                                        host.partitions(words.getFirst()).countChildren())));
        steps.put("partition_which", this::which);
        steps.put(
                "partition_stop",
                words ->
                        request(() -> {
                            host.partitions(words.getFirst())
                                    .stop(
                                            words.size() < 2
                                                    ? ExitReason.NORMAL
                                                    : Reasons.of(words.get(1)),
                                            Process.INFINITY);
                            return "ok";
                        }));
    }

    /// Numbers are Java's own as keys.
    static Object key(String word) {
        return TermParser.parse(word) instanceof Term.Int(var number)
                ? number.longValueExact()
                : TermParser.parse(word);
    }

    private List<String> request(java.util.concurrent.Callable<String> action) throws Exception {
        return List.of(host.printer().requestResult(ReplayOutcome.of(action)));
    }

    private List<String> start(List<String> words) throws Exception {
        String name = words.getFirst();
        Words.Options options = Words.options(Words.after(words, 1));
        boolean alike = options.has("argless");
        List<String> body = options.plain().stream().filter(it -> !it.equals("argless")).toList();
        return servers.result(() -> {
            PartitionSupervisor partitions =
                    PartitionSupervisor.of(
                                    name,
                                    number ->
                                            ChildSpec.worker(
                                                    "pw",
                                                    () ->
                                                            GenServer.startLink(
                                                                    new Worker(
                                                                            host,
                                                                            alike
                                                                                    ? "one"
                                                                                    : name + "."
                                                                                            + number,
                                                                            body))))
                            .withPartitions(options.number("partitions").orElse(1L).intValue())
                            .withFlags(flags(options));
            StartResult result = PartitionSupervisor.startLink(partitions);
            if (result instanceof StartResult.Started(var pid, _)) {
                host.partitions.put(name, partitions);
                host.watch(name, pid);
            }
            return Starts.text(host, result);
        });
    }

    private static Supervisor.Flags flags(Words.Options options) {
        var flags =
                Supervisor.Flags.of(
                        options.get("strategy")
                                .map(word -> Supervisor.Strategy.valueOf(word.toUpperCase()))
                                .orElse(Supervisor.Strategy.ONE_FOR_ONE));
        return options.number("max_restarts")
                .map(restarts -> flags.withMaxRestarts(restarts.intValue()))
                .orElse(flags);
    }

    private List<String> which(List<String> words) throws Exception {
        var outcome =
                ReplayOutcome.of(() ->
                        String.join(
                                "\n",
                                host.partitions(words.getFirst()).whichChildren().stream()
                                        .map(it -> SupervisorSteps.text(host, it))
                                        .toList()));
        return host.printer().requestResult(outcome).lines().toList();
    }

    /// A worker that says who it is.
    private static final class Worker extends GenServer<Integer, Request<?>, Object> {
        private final ReplayWorld host;
        private final String name;
        private final List<String> body;

        Worker(ReplayWorld host, String name, List<String> body) {
            this.host = host;
            this.name = name;
            this.body = body;
        }

        @Override
        protected InitResult<Integer> init() {
            return switch (body.isEmpty() ? "" : body.getFirst()) {
                case "stop" -> {
                    host.event("init " + name + " stop");
                    yield stop(Reasons.of(body.get(1)));
                }
                case "ignore" -> {
                    host.event("init " + name + " ignore");
                    yield ignore();
                }
                default -> {
                    host.started(name, "");
                    yield ok(0);
                }
            };
        }

        @Override
        protected CallResult<Integer> handleCall(Request<?> request, From from, Integer state) {
            return switch (request) {
                case Do(var words) when words.equals(List.of("who")) ->
                        reply(Term.atom(name), state + 1);
                case Do(var words) when words.equals(List.of("raise")) ->
                        throw new RuntimeException("boom");
                default -> throw new NoFunctionClause("PW.handle_call/3");
            };
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer state) {
            if (message instanceof Do(var words) && words.equals(List.of("raise"))) {
                throw new RuntimeException("boom");
            }
            return noreply(state + 1);
        }

        @Override
        protected Result<Integer> handleInfo(Object message, Integer state) {
            host.event(name + " handle_info " + host.print(message));
            return noreply(state + 1);
        }
    }
}
