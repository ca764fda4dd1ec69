package dev.jobber.transcript;

import static java.util.Objects.requireNonNull;

import dev.jobber.otp.Alias;
import dev.jobber.otp.Dest;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.RequestId;
import dev.jobber.otp.TimerRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Requests without waiting, aliases and intervals.
final class RequestSteps {
    private final ReplayWorld host;
    private final Bare bare;
    private final ServerSteps servers;
    private final Map<String, RequestId<Object>> requests = new HashMap<>();
    private final Map<String, Alias> aliases = new HashMap<>();

    RequestSteps(ReplayWorld host, Bare bare, ServerSteps servers) {
        this.host = host;
        this.bare = bare;
        this.servers = servers;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("request", this::request);
        steps.put(
                "receive_response",
                words ->
                        by(
                                words,
                                () -> text(request(words, 1).receiveResponse(time(words.get(2))))));
        steps.put(
                "wait_response",
                words -> by(words, () -> text(request(words, 1).waitResponse(time(words.get(2))))));
        steps.put("check_response", words -> by(words, () -> check(request(words, 1))));
        steps.put("alias", this::alias);
        steps.put(
                "unalias",
                words -> by(words, () -> String.valueOf(Process.unalias(needAlias(words.get(1))))));
        steps.put("alias_send", this::aliasSend);
        steps.put("send_interval", this::sendInterval);
        steps.put("cancel_interval", this::cancelInterval);
    }

    private List<String> by(List<String> words, Callable<String> action) {
        return bare
                .outcome(host.names().need(words.getFirst()), action)
                .map(host.printer()::result)
                .stream()
                .toList();
    }

    private RequestId<Object> request(List<String> words, int at) {
        return requireNonNull(requests.get(words.get(at)));
    }

    private static Duration time(String word) {
        return ServerSteps.duration(word);
    }

    private List<String> request(List<String> words) {
        Dest server = servers.dest(words.get(1));
        String name = words.get(2);
        return by(
                words,
                () -> {
                    RequestId<Object> id =
                            GenServer.sendRequest(server, new Do(Words.after(words, 3)));
                    host.names().nameReference(id.ref(), name);
                    requests.put(name, id);
                    return "ok";
                });
    }

    private String text(Optional<RequestId.Response<Object>> response) {
        return response.map(this::text).orElse("timeout");
    }

    private String text(RequestId.Response<Object> response) {
        return switch (response) {
            case RequestId.Response.Reply<Object>(var answer) -> "reply " + host.print(answer);
            case RequestId.Response.Failed<Object>(var reason, var server) ->
                    "error " + host.print(reason) + " " + host.print(server);
        };
    }

    private String check(RequestId<Object> id) {
        Optional<Object> message = Bare.next();
        if (message.isEmpty()) {
            return "empty";
        }
        return id.checkResponse(message.get())
                .map(this::text)
                .orElseGet(() -> "no_reply " + host.print(message.get()));
    }

    // ---- aliases

    private List<String> alias(List<String> words) {
        return by(
                words,
                () -> {
                    aliases.put(
                            words.get(1),
                            words.size() > 2 ? Process.replyAlias() : Process.alias());
                    return "ok";
                });
    }

    private Alias needAlias(String name) {
        Alias alias = aliases.get(name);
        if (alias == null) {
            throw new UnknownName(name);
        }
        return alias;
    }

    private List<String> aliasSend(List<String> words) {
        Alias alias = needAlias(words.get(1));
        Term message = TermParser.parse(words.get(2));
        return by(
                words,
                () -> {
                    Process.send(alias, message);
                    return "ok";
                });
    }

    // ---- intervals

    private List<String> sendInterval(List<String> words) {
        Dest dest =
                host.names()
                        .find(words.getFirst())
                        .<Dest>map((Pid it) -> it)
                        .orElseGet(() -> host.node().named(words.getFirst()));
        host.timers.put(
                words.get(1),
                Process.sendInterval(dest, TermParser.parse(words.get(3)), time(words.get(2))));
        return List.of("ok");
    }

    private List<String> cancelInterval(List<String> words) {
        TimerRef timer = requireNonNull(host.timers.get(words.getFirst()));
        timer.cancel();
        return List.of("ok");
    }
}
