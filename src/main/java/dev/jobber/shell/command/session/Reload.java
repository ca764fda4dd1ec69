package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Scripts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reload`
@Command(
        name = "reload",
        description = {
            "Reads the rc file again, and shows what has changed in it.",
            "Running jobs go on and keep their old definitions. Unchanged lines that have started a job, a schedule or a process are not run again. A job that is defined no more is removed from the definitions; what other lines did that are gone, stays."
        })
@Example(value = "reload", does = "reads it again, after you have changed it")
@Example(value = "reload --dry-run", does = "shows what it would change, and changes nothing")
@Example(value = "reload; defs", does = "reads it again, and lists the jobs that it defines")
@InOtp("import_file(\".iex.exs\").")
@SeeAlso({"source", "rc file"})
final class Reload implements ShellCommand {
    private final Scripts scripts;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only shows what it would change.")
    private boolean dry;

    Reload(Scripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public Answer run() {
        return scripts.reload(dry);
    }
}
