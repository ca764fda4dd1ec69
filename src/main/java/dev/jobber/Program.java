package dev.jobber;

import dev.jobber.shell.MainLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The program: its options, then a [Run].
final class Program {

    private final World world;

    Program(World world) {
        this.world = world;
    }

    /// Does what the words say.
    ///
    /// @return the exit code
    int run(List<String> arguments) {
        var options = new Options();
        var line = new MainLine(options);
        var faults = line.read(arguments);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> complain(fault.sentence()));
            return 2;
        }
        if (options.help || options.version) {
            write(world.streams().out(), options.help ? line.help() : line.version());
            return 0;
        }
        if (options.choices().size() > 1) {
            complain(
                    "expected only one of -c, -f, --check and COMMAND, got: "
                            + String.join(" and ", options.choices()));
            return 2;
        }
        try {
            return Run.of(world, options);
        } catch (IOException unusable) {
            complain("the terminal cannot be used: " + unusable.getMessage());
            return 1;
        }
    }

    private void complain(String text) {
        write(world.streams().err(), "jobber: " + text);
    }

    private static void write(OutputStream stream, String text) {
        try {
            stream.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
