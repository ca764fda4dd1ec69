package dev.jobber.transcript;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Replays transcripts from the command line: `scripts/otp-replay`.
final class Replay {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    Replay(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new Replay(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            err.println("usage: otp-replay PATH…");
            err.println("PATH is an .otp file or a folder that is searched for .otp files.");
            return USAGE;
        }
        List<OtpTranscript> transcripts = new ArrayList<>();
        for (String argument : arguments) {
            var path = Path.of(argument);
            if (!Files.isReadable(path)) {
                err.println("otp-replay: expected a file or a folder, got: " + argument);
                return USAGE;
            }
            try {
                transcripts.addAll(OtpTranscript.read(path));
            } catch (IOException problem) {
                err.println("otp-replay: expected a readable file, got: " + problem);
                return USAGE;
            }
        }
        int failed = 0;
        for (OtpTranscript transcript : transcripts) {
            List<String> differences = transcript.differences();
            if (!differences.isEmpty()) {
                failed++;
                out.println("FAILED " + transcript.file() + " --- " + transcript.name());
                differences.forEach(out::println);
            }
        }
        out.println((transcripts.size() - failed) + " passed, " + failed + " failed");
        return failed == 0 ? SUCCESS : FAILURE;
    }
}
