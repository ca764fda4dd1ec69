package dev.jobber.job.kind.program.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The processes in Linux's `/proc`.
///
/// A process may end while it is read: what can no longer be read is gone.
final class ProcTable implements OsProcesses {
    /// With more numbers than this the whole table is read as quickly.
    private static final int MOST_LOOKS = 200;

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

    /// The numbers that were given since then, each of which is now a process, a thread or nothing.
    @Override
    public List<OsProcess> startedAfter(long pid) {
        long last = last();
        if (last < pid || last - pid > MOST_LOOKS) {
            return living();
        }
        List<OsProcess> found = new ArrayList<>();
        for (long each = pid + 1; each <= last; each++) {
            stat(proc.resolve(Long.toString(each))).flatMap(ProcTable::parse).ifPresent(found::add);
        }
        return found;
    }

    /// The number that was given to a process or thread last; 0 where that is not known.
    private long last() {
        try {
            String[] fields = Files.readString(proc.resolve("loadavg")).strip().split(" ");
            return Long.parseLong(fields[fields.length - 1]);
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    private static Optional<String> stat(Path folder) {
        try {
            // The name of a program may hold any byte; Latin-1 takes each.
            return Optional.of(
                    Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            if (isGone(failed)) {
                return Optional.empty();
            }
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether a file cannot be read because its process has ended, and not because there is no
    /// descriptor left: what cannot be looked at may live.
    private static boolean isGone(IOException failed) {
        var message = String.valueOf(failed.getMessage());
        return failed instanceof NoSuchFileException || message.contains("No such process");
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
        if (hasEnded(fields[0]) || fields.length < 20) {
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

    private static boolean hasEnded(String state) {
        return state.equals("Z") || state.equals("X");
    }

    @Override
    public boolean standsStill(long pid) {
        try {
            return stat(proc.resolve(Long.toString(pid)))
                    .map(text -> text.substring(text.lastIndexOf(") ") + 2).split(" ")[0])
                    .filter(state -> !state.equalsIgnoreCase("T") && !hasEnded(state))
                    .isEmpty();
        } catch (UncheckedIOException unreadable) {
            return true;
        }
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
    public Optional<String> environment(OsProcess process, String name) {
        Path file = proc.resolve(Long.toString(process.pid())).resolve("environ");
        try {
            String all = '\0' + Files.readString(file, StandardCharsets.ISO_8859_1);
            int at = all.indexOf('\0' + name + '=');
            if (at < 0) {
                return Optional.empty();
            }
            int from = at + name.length() + 2;
            int end = all.indexOf('\0', from);
            return Optional.of(all.substring(from, end < 0 ? all.length() : end));
        } catch (AccessDeniedException foreign) {
            return Optional.empty();
        } catch (IOException failed) {
            if (isGone(failed)
                    || String.valueOf(failed.getMessage()).contains("Permission denied")) {
                return Optional.empty();
            }
            throw new UncheckedIOException(failed);
        }
    }
}
