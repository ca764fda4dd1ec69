package dev.jobber.shell.command.store;

import dev.jobber.job.JobStatus;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.JobQuery;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.DurationText;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.shell.parse.Backoffs;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.Rates;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Quoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `export FILE`
@Command(
        name = "export",
        description = {
            "Writes the types, jobs and schedules to a file of lines.",
            "The jobs are those of the store that have not ended. 'import' reads the file, into another store for example.",
            "Only you can read the file, because its lines may be private. Relative paths stay as they are."
        })
@Example(value = "export jobs.rc", does = "writes what 'import jobs.rc' starts again")
@Example(
        value = "type mail --limit 3; export types.rc",
        does = "also writes the types that were changed")
@InOtp("OTP has none; Mnesia writes its tables with dump_to_textfile/1.")
@SeeAlso({"import", "defs", "type"})
final class Export implements ShellCommand {
    private static final Set<JobStatus> OPEN =
            Set.of(
                    JobStatus.WAITING,
                    JobStatus.QUEUED,
                    JobStatus.NEW,
                    JobStatus.RUNNING,
                    JobStatus.ERRORED);

    private final Session session;
    private final Scripts scripts;

    @Parameters(paramLabel = "FILE", description = "The file; one that is there is replaced.")
    private String file = "";

    Export(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public Answer run() {
        DurableJobs store = StoreCommands.store(session, "export");
        List<StoredJob> jobs =
                store.jobs(
                        new JobQuery(OPEN, Optional.empty(), Optional.empty(), Integer.MAX_VALUE));
        List<String> lines = new ArrayList<>();
        store.types().forEach(type -> lines.add(Quoting.line(words(type))));
        List<String> definitions =
                session.definitions().all().stream().map(Definitions.Definition::line).toList();
        lines.addAll(definitions);
        Map<String, Definition> kept = session.schedules().definitions();
        for (ScheduleInfo schedule : session.schedules().all()) {
            if (schedule.next().isPresent()) {
                Optional.ofNullable(kept.get(schedule.name()))
                        .ifPresent(definition -> lines.addAll(before(definition)));
                lines.add(ScheduleLines.of(schedule));
            }
        }
        for (StoredJob job : jobs) {
            lines.addAll(before(job.definition()));
            lines.add(Quoting.line(withId(job.definition().lines().getLast(), job.id())));
        }
        if (Stream.concat(kept.values().stream(), jobs.stream().map(StoredJob::definition))
                .anyMatch(definition -> !before(definition).isEmpty())) {
            lines.addAll(definitions); // a job may have been defined otherwise when it was started
        }
        write(scripts.path(file), lines);
        return Answer.of(
                Value.Fields.none().with("file", file).with("lines", lines.size()),
                "ok " + file + " has " + lines.size() + (lines.size() == 1 ? " line" : " lines"));
    }

    /// The lines of a definition that define what its last one names.
    private static List<String> before(Definition definition) {
        List<List<String>> all = definition.lines();
        return all.subList(0, all.size() - 1).stream().map(Quoting::line).toList();
    }

    private void write(Path path, List<String> lines) {
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        try {
            Files.deleteIfExists(path);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(path, session.encoding().encode(text));
        } catch (IOException unwritable) {
            throw new ShellException(
                    ErrorCode.EIO, "cannot write '" + file + "': " + unwritable.getMessage());
        }
    }

    /// The job keeps its id, even if that was drawn.
    private static List<String> withId(List<String> start, String id) {
        boolean says = start.stream().takeWhile(word -> !word.equals("--")).anyMatch(Export::isId);
        return says
                ? start
                : Stream.of(List.of(start.getFirst(), "--id", id), start.subList(1, start.size()))
                        .flatMap(List::stream)
                        .toList();
    }

    private static boolean isId(String word) {
        return word.equals("--id") || word.startsWith("--id=");
    }

    private static List<String> words(TypeInfo type) {
        JobPolicy policy = type.policy();
        AdmissionPolicy admission = policy.admission();
        List<String> words = new ArrayList<>(List.of("type", type.type()));
        add(words, "--limit", admission.limit());
        add(words, "--when-full", admission.whenFull());
        add(words, "--queue-max", admission.queueMax());
        add(words, "--rate", admission.rate().map(Rates::format));
        add(words, "--priority", admission.priority());
        add(words, "--max-retries", policy.retries().most());
        add(words, "--backoff", policy.retries().backoff().map(Backoffs::format));
        add(words, "--timeout", policy.timeout().map(DurationText::format));
        return words;
    }

    private static void add(List<String> words, String option, Optional<?> value) {
        value.ifPresent(it -> words.addAll(List.of(option, it.toString())));
    }
}
