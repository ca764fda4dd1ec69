package dev.jobber.transcript;

import dev.jobber.otp.StartResult;

/// Results of starts as they are printed.
final class Starts {
    private Starts() {}

    static String text(ReplayWorld host, StartResult result) {
        return switch (result) {
            case StartResult.Started(var pid, var info) ->
                    "ok " + host.print(pid) + info.map(it -> " " + host.print(it)).orElse("");
            case StartResult.Ignored() -> "ignore";
            case StartResult.Failed(var reason) -> "error " + host.print(reason);
        };
    }
}
