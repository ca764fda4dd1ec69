package dev.jobber.job.kind.program.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that is to be started, with all that it finds.
///
/// @param executable its file, which has been found
/// @param command its name as it was written, and its arguments
/// @param place what it finds
/// @param input the file that is its standard input; jobber's own standard input if empty
/// @param streams where it prints
public record Launch(
        Path executable, List<String> command, Place place, Optional<Path> input, Streams streams) {
    /// The shell of every system.
    static final Path SHELL = Path.of("/bin/sh");

    /// A standard input that is empty.
    public static final Path NOTHING = Path.of("/dev/null");

    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;

    public Launch {
        command = List.copyOf(command);
    }

    /// What a process finds.
    ///
    /// @param directory its working folder, which is there
    /// @param environment its whole environment
    public record Place(Path directory, Map<String, String> environment) {}

    /// Where a process prints.
    public enum Streams {
        /// Both streams into one pipe, which keeps the order.
        TOGETHER,
        /// Each into a pipe of its own.
        APART,
        /// Where jobber prints itself.
        INHERITED
    }

    /// The same, if it can be started without a wait. A FIFO cannot be opened before it has a
    /// writer: then the process that waits for that must be one that can be ended.
    Launch withoutWait() {
        return input.filter(Launch::isFifo)
                .map(fifo -> {
                    List<String> line =
                            new ArrayList<>(
                                    List.of(
                                            SHELL.toString(),
                                            "-c",
                                            "exec \"$@\" < \"$0\"",
                                            fifo.toString(),
                                            executable.toString()));
                    line.addAll(command.subList(1, command.size()));
                    return new Launch(SHELL, line, place, Optional.of(NOTHING), streams);
                })
                .orElse(this);
    }

    private static boolean isFifo(Path file) {
        try {
            return ((int) Files.getAttribute(file, "unix:mode") & FILE_TYPE) == FIFO;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /// The same as a script of a shell: what to do with a file that the system cannot start and
    /// that names no interpreter.
    Launch asScript() {
        List<String> script = new ArrayList<>();
        script.add(SHELL.toString());
        script.add(executable.toString());
        script.addAll(command.subList(1, command.size()));
        return new Launch(SHELL, script, place, input, streams);
    }
}
