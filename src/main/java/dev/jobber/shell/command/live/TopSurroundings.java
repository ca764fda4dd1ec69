package dev.jobber.shell.command.live;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.Fall;
import dev.jobber.observer.Observer;
import dev.jobber.observer.story.Story;
import dev.jobber.observer.story.Storyteller;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.shell.command.story.ShownTime;
import dev.jobber.shell.log.LogEntry;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.top.Act;
import dev.jobber.shell.top.Surroundings;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What `top` shows of one process, and what it does to it.
final class TopSurroundings implements Surroundings {
    /// More pids in one line would not be read.
    private static final int MOST_PIDS = 12;

    private final Session session;
    private final Observer observer;
    private final Style style;
    private final ShownTime times;

    TopSurroundings(Session session, Style style) {
        this.session = session;
        this.observer = session.observer();
        this.style = style;
        this.times = new ShownTime(session);
    }

    // ---- the description

    @Override
    public List<String> detail(Pid pid, int most) {
        Optional<JobHandle> job = observer.jobber().findByNumber(pid.id());
        var lines = new ArrayList<String>();
        observer.node()
                .info(pid)
                .ifPresentOrElse(
                        info -> lines.addAll(process(info)), () -> lines.add(pid + "  dead"));
        job.map(JobHandle::info).ifPresent(info -> lines.add(job(info)));
        lines.addAll(
                story(job.map(JobHandle::id).orElse(pid.toString()), (most - lines.size()) / 2));
        lines.addAll(log(pid, job.map(JobHandle::id), Math.max(0, most - lines.size())));
        return lines;
    }

    /// The end of what `why` tells, and what happens next.
    private List<String> story(String subject, int most) {
        Optional<Story> found = new Storyteller(observer).of(subject);
        if (found.isEmpty() || most < 1) {
            return List.of();
        }
        List<Story.Line> all = found.get().lines();
        int shown = Math.max(0, most - found.get().next().stream().toList().size());
        var lines = new ArrayList<String>();
        all.subList(Math.max(0, all.size() - shown), all.size())
                .forEach(line ->
                        lines.add(
                                style.paint(Palette.FAINT, times.of(line.time()))
                                        + "  "
                                        + style.markPids(Printable.text(line.text()))));
        found.get().next().ifPresent(next -> lines.add("next: " + Printable.text(next)));
        return lines;
    }

    private List<String> process(ProcessInfo info) {
        var lines = new ArrayList<String>();
        lines.add(
                style.paint(Palette.PID, info.pid().toString())
                        + info.name()
                                .map(name -> "  " + style.paint(Palette.NAME, name.toString()))
                                .orElse("")
                        + "  "
                        + info.what()
                        + "  "
                        + info.status().name().toLowerCase(Locale.ROOT)
                        + (info.trapExit() ? "  traps exits" : ""));
        lines.add(
                "messages "
                        + info.messageQueueLength()
                        + info.parent().map(parent -> "  parent " + named(parent)).orElse(""));
        lines.add(
                "links "
                        + pids(info.links())
                        + "  monitors "
                        + pids(info.monitors())
                        + "  monitored by "
                        + pids(info.monitoredBy()));
        return lines;
    }

    private String named(Pid pid) {
        return pid
                + observer.node()
                        .info(pid)
                        .flatMap(ProcessInfo::name)
                        .map(name -> " " + name)
                        .orElse("");
    }

    private static String pids(List<?> all) {
        return all.isEmpty()
                ? "none"
                : all.stream()
                                .limit(MOST_PIDS)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" "))
                        + (all.size() > MOST_PIDS
                                ? " and " + (all.size() - MOST_PIDS) + " more"
                                : "");
    }

    private String job(JobInfo job) {
        return "job "
                + style.paint(Palette.NAME, job.id())
                + job.name().map(name -> " " + name).orElse("")
                + job.type().map(type -> ", type " + type).orElse("")
                + ": "
                + job.status()
                + ", attempts "
                + job.attempts()
                + ", restarts "
                + job.restarts()
                + ", for "
                + DurationText.format(job.duration().truncatedTo(ChronoUnit.SECONDS))
                + job.error().map(error -> ", error " + style.paint(Palette.BAD, error)).orElse("");
    }

    /// The last lines of the log about it.
    private List<String> log(Pid pid, Optional<String> job, int most) {
        List<LogEntry> about =
                session.log().recent().stream()
                        .filter(entry ->
                                entry.about().is(pid.toString())
                                        || job.filter(entry.about()::is).isPresent())
                        .toList();
        List<String> lines =
                session.log()
                        .drawn(about.subList(Math.max(0, about.size() - most), about.size()), style)
                        .lines()
                        .toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    // ---- acts

    @Override
    public Optional<String> consequence(Act act, Pid pid, Consumer<String> told) {
        if (session.role().isReadOnly()) {
            told.accept("this terminal may only read");
            return Optional.empty();
        }
        if (act == Act.RESTART) {
            Optional<Restart> restart = Restart.of(observer, pid);
            if (restart.isEmpty()) {
                told.accept(pid + " has no supervisor that could start it again");
            }
            return restart.map(
                    it -> it.falls().map(falls -> falls(act, falls)).orElse("starts it again"));
        }
        if (!pid.isAlive()) {
            told.accept(pid + " is dead");
            return Optional.empty();
        }
        return Optional.of(falls(act, pid));
    }

    private String falls(Act act, Pid pid) {
        Fall.Ending ending = act == Act.STOP ? Fall.Ending.NORMAL : Fall.Ending.ABNORMAL;
        return observer.fall(pid, ending).sentence(act.verb());
    }

    @Override
    public void act(Act act, Pid pid, Consumer<String> told) {
        told.accept(act.word() + " " + pid + " …");
        Thread.ofPlatform()
                .daemon()
                .name("jobber-top-" + act.word())
                .start(() -> told.accept(done(act, pid)));
    }

    private String done(Act act, Pid pid) {
        try {
            observer.events().stopped(pid, "top, " + act.word());
            switch (act) {
                case STOP -> observer.stop(pid, ExitReason.NORMAL, Process.INFINITY);
                case KILL -> Process.exit(pid, ExitReason.KILL);
                case RESTART -> Restart.of(observer, pid).ifPresent(Restart::run);
            }
            return act.word() + " " + pid + ": ok";
        } catch (ExitException failed) {
            return act.word() + " " + pid + ": " + ExitErrors.of(failed.reason()).sentence();
        }
    }
}
