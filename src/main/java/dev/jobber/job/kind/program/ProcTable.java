package dev.jobber.job.kind.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The processes in Linux's `/proc`.
///
/// A process may end while it is read: what can no longer be read is gone.
final class ProcTable implements OsProcesses {
    private final Path proc;

    ProcTable(Path proc) {
        this.proc = proc;
    }

    @Override
    public List<OsProcess> living() {
        List<OsProcess> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[1-9]*")) {
            for (Path folder : folders) {
                stat(folder).flatMap(ProcTable::parse).ifPresent(found::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static Optional<String> stat(Path folder) {
        try {
            // The name of a program may hold any byte; Latin-1 takes each.
            return Optional.of(
                    Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /// Reads `1234 (name) S 1 1234 ...`; the name may hold blanks and parentheses, so the fields
    /// are counted from its last one. See proc(5).
    static Optional<OsProcess> parse(String stat) {
        int name = stat.indexOf(" (");
        int end = stat.lastIndexOf(") ");
        if (name < 0 || end < name) {
            return Optional.empty();
        }
        String[] fields = stat.substring(end + 2).split(" ");
        char state = fields[0].charAt(0);
        if (state == 'Z' || state == 'X' || fields.length < 20) {
            return Optional.empty();
        }
        return Optional.of(
                new OsProcess(
                        new OsProcess.Identity(
                                Long.parseLong(stat.substring(0, name)),
                                Long.parseLong(fields[19])),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2])));
    }

    /// Starts are told in ticks since the machine was booted, 100 a second on every Linux.
    @Override
    public long now() {
        try {
            String uptime = Files.readString(proc.resolve("uptime"));
            return (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 100) - 1;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean hasEnvironment(OsProcess process, String entry) {
        Path file = proc.resolve(Long.toString(process.pid())).resolve("environ");
        try {
            String environment = Files.readString(file, StandardCharsets.ISO_8859_1);
            return ('\0' + environment).contains('\0' + entry + '\0');
        } catch (IOException endedOrForeign) {
            return false;
        }
    }
}
