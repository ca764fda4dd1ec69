package dev.jobber.shell.session;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.GlobalNames;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.observer.Fall;
import dev.jobber.observer.Observer;
import dev.jobber.observer.ProcessLookup;
import dev.jobber.observer.ProcessTree;
import dev.jobber.otp.Pid;
import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the processes and jobs that lines name, and words the errors of lines that name none.
public final class Targets {
    /// How many jobs a suggestion for a wrong id looks at.
    private static final int MOST_GUESSED = 200;

    /// A pid without some of its signs, or with a comma in place of a point.
    private static final String BEGUN_PID = "(?i)#?(?:PID)?<?(?:0[.,])?(\\d{1,18})(?:[.,]0?)?>?";

    /// The word that means the shell's own process, unless a process is registered under it.
    public static final String SELF = "self";

    private final Observer observer;
    private final Supplier<Pid> self;
    private final Optional<Prompt> prompt;
    private final Supplier<Optional<DurableJobs>> store;

    /// @param self the shell's own process
    /// @param prompt where the user can be asked
    /// @param store the jobs that outlive the JVM
    Targets(
            Observer observer,
            Supplier<Pid> self,
            Optional<Prompt> prompt,
            Supplier<Optional<DurableJobs>> store) {
        this.observer = observer;
        this.self = self;
        this.prompt = prompt;
        this.store = store;
    }

    /// The live process that a text means: a pid, a registered name, a job's id, or `self`.
    public Optional<Pid> find(String text) {
        return observer.processes()
                .find(here(text))
                .or(() -> text.equals(SELF) ? Optional.of(self.get()) : Optional.empty());
    }

    /// A global name as it is registered, and a pid that names this node as it is printed here.
    private String here(String text) {
        if (ProcessLookup.node(text).isPresent() && ProcessLookup.node(text).equals(node())) {
            return ProcessLookup.onItsNode(text);
        }
        return GlobalName.of(text).map(GlobalName::toString).orElse(text);
    }

    private Optional<String> node() {
        return store.get().map(DurableJobs::node);
    }

    /// The process that has a global name on another node; empty where a text is no such name, or
    /// no process has it.
    public Optional<GlobalNames.Holder> onAnotherNode(String text) {
        return GlobalName.of(text)
                .flatMap(global -> store.get().flatMap(jobs -> jobs.names().find(global.name())));
    }

    /// The live process that a text means. The command waits for a reply of this process next.
    ///
    /// @throws ShellException `noproc` where there is none
    public Pid process(String text) {
        Pid pid = find(text).orElseThrow(() -> new ShellException(missing(ErrorCode.NOPROC, text)));
        PromptCommand.waitsFor(new WaitReason.OfAnswer(observer, text, pid));
        return pid;
    }

    /// Takes back the start of the job that a text means, if that job waits to start: it has no
    /// process that could be ended.
    ///
    /// @return what the command answers then
    public Optional<Answer> cancel(String text) {
        return observer.jobber()
                .find(text)
                .filter(job -> !job.info().status().isEnd() && job.info().pid().isEmpty())
                .filter(observer.jobber()::cancel)
                .map(job -> {
                    observer.asksForEnd(job);
                    return job;
                })
                .map(job -> Answer.ok(job.id() + " had not started, and is cancelled"));
    }

    /// How long another node is usually waited for.
    public static final Duration REMOTE = Duration.ofSeconds(10);

    /// A job of the store that no process of this program stands for: one that waits, or that
    /// another node has.
    public Optional<StoredJob> stored(String text) {
        boolean isHere = observer.job(text).filter(job -> !job.info().status().isEnd()).isPresent();
        return isHere ? Optional.empty() : store.get().flatMap(jobs -> jobs.find(text));
    }

    /// Ends a job of the store that no process of this program stands for: if it waits, its start
    /// is taken back, and if another node has it, that one is asked.
    ///
    /// @param timeout how long that node is waited for
    /// @return what the command answers then; empty if the text means no such job
    public Optional<Answer> elsewhere(String text, Order order, Duration timeout) {
        Optional<StoredJob> found = stored(text).filter(job -> !job.info().status().isEnd());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredJob job = found.get();
        DurableJobs jobs = store.get().orElseThrow();
        if (!job.isOwned() && jobs.cancel(job)) {
            return Optional.of(Answer.ok(job.id() + " had not started, and is cancelled"));
        }
        String answer = jobs.ask(job, order, timeout.compareTo(REMOTE) > 0 ? REMOTE : timeout);
        return Optional.of(
                Answer.ok(job.id() + " on node " + job.node().orElse("") + ": " + answer));
    }

    /// Why a text means no live process: how the process ended, or a similar name.
    public UserError missing(ErrorCode code, String text) {
        Optional<JobHandle> job = observer.job(text);
        if (job.isPresent()) {
            return new EndedJob(observer, job.get()).error(code, text);
        }
        Optional<UserError> elsewhere = elsewhere(code, text);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (GlobalName.of(text).isPresent()) {
            return new UserError(
                    code,
                    "no process has the name " + text,
                    store.get().isPresent()
                            ? "'start-server --name NAME' starts one"
                            : "a name of all nodes needs a store: start jobber with --store");
        }
        if (ProcessLookup.isPid(text)) {
            return new UserError(code, ProcessLookup.pid(text) + " is not alive", past(text));
        }
        if (Jobber.NAMES.contains(text) || Jobber.NAMES.contains(ProcessLookup.name(text))) {
            return new UserError(code, text + " does not run", ExitErrors.START_AGAIN);
        }
        ArrayList<String> known = new ArrayList<>(observer.node().registered());
        known.addAll(ids());
        return new UserError(
                code,
                "expected a pid, a registered name or a job's id, got: " + text,
                begunPid(text)
                        .map(pid -> "did you mean '" + pid + "'?")
                        .orElseGet(() ->
                                DidYouMean.hint(
                                        ProcessLookup.name(text),
                                        known,
                                        "'tree' and 'jobs' show them")));
    }

    /// Where a user finds what has become of the process of a pid, which is not alive.
    private String past(String pid) {
        long number = ProcessLookup.number(pid).orElseThrow();
        var known = "'tree' and 'jobs' show the live ones";
        if (number > observer.node().latestNumber()) {
            return "no process has had that number yet; " + known;
        }
        boolean isRemembered =
                observer.events().events().stream().anyMatch(event -> event.process() == number);
        return isRemembered ? "'why " + ProcessLookup.pid(pid) + "' tells how it ended" : known;
    }

    /// The live process of a pid that is written in part, or with a slip.
    private Optional<Pid> begunPid(String text) {
        Matcher begun = Pattern.compile(BEGUN_PID).matcher(text);
        return begun.matches()
                ? observer.node().pid(Long.parseLong(begun.group(1)))
                : Optional.empty();
    }

    /// The error of a text that means a process of another node.
    private Optional<UserError> elsewhere(ErrorCode code, String text) {
        return onAnotherNode(text)
                .map(holder -> text + " is " + GlobalName.where(holder))
                .or(() ->
                        ProcessLookup.node(text)
                                .filter(node -> !Optional.of(node).equals(node()))
                                .map(node -> text + " is a process on node " + node))
                .map(where ->
                        new UserError(
                                code,
                                where + ", and messages are not sent between nodes",
                                "enter the line there; 'nodes' shows where that is"));
    }

    /// Whether a process may be ended. If others end with it, the user is told how many, and asked;
    /// but only if the user has entered the command at the prompt.
    ///
    /// @param verb what the command does: `stops`
    public boolean mayEnd(String verb, Pid pid, Fall.Ending ending) {
        if (prompt.isEmpty() || !PromptCommand.isEntered()) {
            return true;
        }
        PromptCommand.waitsForUser();
        Fall fall = observer.fall(pid, ending);
        return fall.processes() <= 1
                || prompt.get().confirms("this " + fall.sentence(verb) + ". Go on");
    }

    /// The answer of a command that the user did not confirm.
    ///
    /// @param what was to be done: `stopped`
    public static Answer declined(Pid pid, String what) {
        return Answer.failed(UserError.of(ErrorCode.CANCELLED, pid + " was not " + what));
    }

    /// The command that runs asks a process to do something.
    ///
    /// @param name what the line calls it
    /// @param task what it is to do: `start good`
    public void asks(String name, Pid pid, String task) {
        PromptCommand.waitsFor(new WaitReason.OfTask(observer, name, pid, task));
    }

    /// The command that runs asks JobRunner to do something.
    ///
    /// @param task what it is to do: `start good`
    public void asksRunner(String task) {
        observer.jobber().runner().whereis().ifPresent(pid -> asks(Jobber.RUNNER, pid, task));
    }

    /// The command that runs waits for the store.
    public void asksStore() {
        PromptCommand.waitsFor(new WaitReason.OfStore());
    }

    /// The tree under the supervisor that a text means. Each supervisor in it is asked, and its
    /// answer is waited for.
    ///
    /// @throws ShellException where it means none
    public ProcessTree tree(String text) {
        return observer.tree(
                supervisor(text),
                (name, pid) ->
                        PromptCommand.waitsFor(new WaitReason.OfAnswer(observer, name, pid)));
    }

    /// All processes. Each supervisor among them is asked, and its answer is waited for.
    public ProcessTree all() {
        return observer.all((name, pid) ->
                PromptCommand.waitsFor(new WaitReason.OfAnswer(observer, name, pid)));
    }

    /// The command that runs waits until the processes of a tree that has ended are gone.
    public void awaitsEndOfTree() {
        PromptCommand.waitsFor(new WaitReason.OfTree());
    }

    /// The command that runs waits for the end of a process.
    ///
    /// @param name what the line calls it
    public void awaitsEnd(String name, Pid pid) {
        PromptCommand.waitsFor(new WaitReason.OfEnd(observer, name, pid));
    }

    /// The command that runs waits for the value of code.
    ///
    /// @param code the process that runs it, and how far it says it has come, once they are known
    public void awaitsValue(Supplier<String> code) {
        PromptCommand.waitsFor(new WaitReason.OfValue(code));
    }

    /// The command that runs waits for the ends of jobs.
    public void awaitsEnds(List<JobHandle> jobs) {
        PromptCommand.waitsFor(new WaitReason.OfJobs(observer, jobs));
    }

    /// The job that a text means.
    ///
    /// @throws ShellException `not_found` where it means none
    public JobHandle job(String text) {
        return observer.job(text)
                .orElseThrow(() ->
                        new ShellException(
                                new UserError(
                                        ErrorCode.NOT_FOUND,
                                        "expected a job's id or pid, got: " + text,
                                        DidYouMean.hint(text, ids(), "'jobs' lists them"))));
    }

    /// The ids of the jobs that were started last.
    public List<String> ids() {
        return observer.jobber().latestJobs(MOST_GUESSED).stream().map(JobHandle::id).toList();
    }

    /// The supervisor that a text means.
    ///
    /// @throws ShellException where it means none
    public Pid supervisor(String text) {
        Pid pid = process(text);
        if (!observer.supervisors().isSupervisor(pid)) {
            throw new ShellException(
                    new UserError(
                            new ErrorCode("badarg"),
                            pid + " is not a supervisor",
                            observer.supervisorOf(text)
                                    .map(supervisor -> "its supervisor is " + supervisor)
                                    .orElse("'tree' shows the supervisors")));
        }
        return pid;
    }
}
