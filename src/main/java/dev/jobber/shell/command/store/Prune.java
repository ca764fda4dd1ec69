package dev.jobber.shell.command.store;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `prune --older D`
@Command(
        name = "prune",
        description = {
            "Removes jobs from the store that ended some time ago.",
            "Their attempts go with them, and what they printed.",
            "Jobs that ended more than 30 days ago, and all but the last 100000 that ended, go by themselves."
        })
@Example(value = "prune --older 24h", does = "removes the jobs that ended more than a day ago")
@Example(value = "prune --older 30m", does = "keeps the jobs of the last half hour")
@InOtp("OTP has none; Oban removes old jobs with its plugin Pruner.")
@SeeAlso({"store", "jobs", "job"})
final class Prune implements ShellCommand {
    private final Session session;

    @Option(
            names = "--older",
            required = true,
            paramLabel = "D",
            description = "Those that ended longer ago than this.")
    private Duration older = Duration.ZERO;

    Prune(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        int removed = StoreCommands.store(session, "prune").prune(older);
        return Answer.of(
                Value.Fields.none().with("removed", removed),
                "ok " + removed + (removed == 1 ? " job is" : " jobs are") + " removed");
    }
}
