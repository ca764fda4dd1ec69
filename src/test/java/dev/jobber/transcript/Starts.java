package dev.jobber.transcript;

import dev.jobber.otp.StartResult;

/// Results of starts as they are printed.
final class Starts {
    private Starts() {}

    static String text(World world, StartResult result) {
        return switch (result) {
            case StartResult.Started(var pid, var info) ->
                    "ok " + world.print(pid) + info.map(it -> " " + world.print(it)).orElse("");
            case StartResult.Ignored() -> "ignore";
            case StartResult.Failed(var reason) -> "error " + world.print(reason);
        };
    }
}
