package dev.jobber.shell.command.live;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Printer;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.top.SortKey;
import dev.jobber.shell.top.TopView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `top [SUP]`
@Command(
        name = "top",
        description = {
            "Shows all processes on the whole screen while they change.",
            "'?' lists the keys, 'q' leaves. Those that have died stay for 10 seconds. No process is asked for anything.",
            "Lines of the log wait until you leave. With --once it prints one picture and ends, also without a terminal."
        })
@Example(value = "top --once", does = "prints one picture as text")
@Example(
        value = "start-job good; top JobRunner --once --sort rate --filter good",
        does =
                "prints the processes under JobRunner that have good in their names, the busiest first")
@InOtp("The pages Processes and Applications of :observer, on a terminal.")
@SeeAlso({"tree", "info", "watch", "why"})
final class Top extends ListCommand<Value.Fields> {
    /// How long `--once` looks at what processes do.
    private static final Duration MOMENT = Duration.ofMillis(200);

    private static final Columns<Value.Fields> COLUMNS =
            new Columns<>(
                    TopView.Page.FIELDS.stream()
                            .map(field ->
                                    Column.<Value.Fields>of(
                                            field,
                                            row -> Objects.requireNonNull(row.fields().get(field))))
                            .toList(),
                    List.of());

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "Only this process and those that it has started.")
    private Optional<String> root = Optional.empty();

    @Option(names = "--once", description = "Prints one picture as text.")
    private boolean once;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many processes --once prints (100).")
    private int rows = 100;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "D",
            description = "The time between two pictures (500ms).")
    private Duration delay = Duration.ofMillis(500);

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description = "start, name, status, messages, rate or restarts (start).")
    private SortKey sort = SortKey.START;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only processes with this text in their name, pid, job or status.")
    private String filter = "";

    Top(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addOptions(choice(), ListOptions.ALL_BUT_SORT);
    }

    @Override
    public Columns<Value.Fields> columns() {
        return COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        if (!once && !choice().areEmpty()) {
            validation.problem(
                    "top",
                    UserError.usage(
                            "--where, --limit, --select and --count are for one picture",
                            "add --once, or press / in the live view"));
        }
    }

    /// Its keys are asked when they are pressed.
    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() throws InterruptedException {
        var view = new TopView(session.observer(), options(), session.now().getZone());
        if (once || session.isForScreenReader()) {
            return page(view);
        }
        Prompt prompt =
                session.prompt()
                        .filter(_ -> PromptCommand.isEntered())
                        .orElseThrow(() -> noScreen("'top' needs a terminal"));
        Style style = new Printer(session).style();
        if (!prompt.show(view.screen(new TopSurroundings(session, style), style))) {
            throw noScreen("this terminal cannot move its cursor, which 'top' needs");
        }
        return Answer.silent();
    }

    private TopView.Options options() {
        return new TopView.Options(sort, filter, root.map(this::number).orElse(0L), delay);
    }

    private long number(String text) {
        return session.observer()
                .processes()
                .find(text)
                .orElseThrow(
                        () -> new ShellException(session.targets().missing(ErrorCode.NOPROC, text)))
                .id();
    }

    private Answer page(TopView view) throws InterruptedException {
        view.look();
        session.sleep(MOMENT);
        TopView.Page page = view.page(this.rows);
        Stream<Value.Fields> rows = page.rows().stream();
        return choice().areEmpty() ? answer(rows, _ -> page::text) : answer(rows);
    }

    private static ShellException noScreen(String what) {
        return new ShellException(
                new UserError(
                        new ErrorCode("enotty"), what, "'top --once' prints one picture as text"));
    }
}
