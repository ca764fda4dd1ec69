package dev.jobber.shell.help.topic;

import static dev.jobber.shell.help.topic.Topic.sample;

import java.util.List;

/// Topics about jobs.
final class JobTopics {
    static final Topic QUOTAS =
            new Topic(
                    "quotas",
                    "How many jobs of a type run at once, and what becomes of the others.",
                    """
                    A type is a word that groups jobs: 'start-job good --type import'. A limit says how many jobs of
                    the type run at once. Type import has a limit of 5 at first; other types have none. The limit is
                    exact, however many jobs start at the same time. A job that waits for a retry or for a restart
                    keeps its place.

                    '--when-full' says what happens to a start that has no room. reject: the start is refused, with
                    the error code import_quota_reached, or TYPE_quota_reached for another type. queue: the job waits,
                    and starts when its turn comes. replace: the job of the type that has run longest is stopped.
                    skip: the job is not started, and that is no error.

                    A rate such as 10/1m limits the starts within each minute. '--priority' and '--queue-max' order
                    and limit the queue. '--unique KEY' refuses a second job with the same key while the first has
                    not ended. What a definition or a start says holds before what its type says.

                    In OTP: the document counts running_imports() and answers {:error, :import_quota_reached} from 5
                    on. OTP itself knows only max_children of a DynamicSupervisor.
                    """,
                    List.of(
                            sample("limit import", "shows the limit, and how many run"),
                            sample(
                                    "type mail --limit 3 --when-full queue; start-job good --type mail; queue mail",
                                    "limits a type and lets further jobs wait"),
                            sample(
                                    "type mail --rate 10/1m",
                                    "starts at most ten jobs of the type in any minute"),
                            sample(
                                    "pause mail; start-job good --type mail; resume mail",
                                    "holds the starts of a type for a while")),
                    List.of("type", "limit", "queue", "pause", "drain", "start-job"));

    static final Topic RETRIES =
            new Topic(
                    "retries",
                    "What happens when the work of a job returns an error.",
                    """
                    Work that returns an error is tried again by the job itself, in the same process: after 5 seconds,
                    3 times. The status is 'errored' between two attempts and 'failed' when the retries are used up.
                    A program returns an error when its exit code is not 0.

                    '--max-retries N' changes the number, '--retry-delay D' the time. '--backoff' makes the times
                    grow: fixed:5s, linear:5s, or exp:1s..10m~20%, which doubles from one second to ten minutes and
                    varies by a fifth. A type, a definition and a start may each say so; the start holds before the
                    definition, and the definition before the type.

                    A retry is no restart: a crash is the matter of the supervisor, see 'help restarts'.

                    In OTP: the job sends itself the message :retry with Process.send_after/3, as in the document.
                    """,
                    List.of(
                            sample(
                                    "start-job bad --max-retries 1 --retry-delay 10s",
                                    "tries a job once more, after ten seconds"),
                            sample(
                                    "define-job sim flaky --ok --fail-times 2; start-job flaky --backoff exp:10ms..1s",
                                    "succeeds at the third attempt, with growing waits"),
                            sample(
                                    "start-job sim --error --max-retries 0 --id a; await a; rerun a",
                                    "starts a failed job once more")),
                    List.of("restarts", "status", "type", "rerun", "values"));

    static final Topic STATUS =
            new Topic(
                    "status",
                    "The words for what a job is doing, or what has become of it.",
                    """
                    A job that has not ended is one of these:

                      waiting    it waits for the jobs that --after names
                      queued     it waits until its type has room
                      new        its process has started, and the work has not begun
                      running    it works, or is being started again after a crash
                      lingering  it was ended, and a thread of it ignores the interrupt
                      errored    its work returned an error; it waits for its next attempt

                    A job that has ended is one of these:

                      done       its work returned ok
                      failed     its work returned an error, and the retries are used up
                      crashed    it crashed, and is not started again
                      stopped    it was asked to end
                      killed     it, or its supervisor, was killed
                      skipped    it never started: a job before it was not done, or there was no room
                      cancelled  it was cancelled while it waited

                    In OTP: the process of a job that is done or failed ends with the reason :normal, a stopped one
                    with :shutdown, a killed one with :killed, and a crashed one with an exception.
                    """,
                    List.of(
                            sample(
                                    "start-job bad; jobs",
                                    "lists the jobs, with the status of each"),
                            sample("jobs --status failed", "lists those whose retries are used up"),
                            sample(
                                    "start-job sim --ok --id a; await a --fail",
                                    "waits for a job, and fails unless it is done")),
                    List.of("jobs", "job", "await", "retries", "restarts"));

    static final Topic KINDS =
            new Topic(
                    "kinds",
                    "What a job can do: pretend, run a program, or run Java.",
                    """
                    Each job has work of one of four kinds:

                      sim    sleeps, and then ends as you say: for trying things out
                      sh     runs a program of the operating system
                      java   runs Java: one expression, or statements
                      class  runs a class from jars

                    'define-job KIND NAME' gives the work a name, and 'start-job NAME' starts it. 'start-job KIND'
                    starts work without a name. A program gets no input, and what it prints is kept: 'output ID'
                    shows it. When the job ends, all that its work has started ends too.

                    Java may call ok(value), error(reason), sleep("5s"), log(text), progress(n, total) and jobs().

                    In OTP: the work is the function that the document passes as work: fn -> … end. A program is a
                    port, which its process owns.
                    """,
                    List.of(
                            sample(
                                    "define-job sim slow --sleep 1m --ok; start-job slow",
                                    "defines a job that takes a minute, and starts it"),
                            sample(
                                    "start-job sh --id hello -- echo hello; await hello; output hello",
                                    "runs a program, and shows what it has printed"),
                            sample(
                                    "start-job java --id sum 'return ok(6 * 7);'; await sum",
                                    "runs Java as a job")),
                    List.of("define-job", "start-job", "output", "eval", "retries"));

    static final Topic TIMES =
            new Topic(
                    "times",
                    "How jobs start at times, and how commands run when jobs have ended.",
                    """
                    'at' starts a job once, 'every' again and again with the same time between two starts, and 'cron'
                    at the times of a cron expression. '--overlap' says what happens when the run before has not
                    ended: skip, queue, replace or allow. '--misfire' says what happens to times that were missed
                    because the machine slept.

                    When the clocks are set forward, a fixed hour that they leave out runs then; when they are set
                    back, it runs once. '--tz' names another time zone.

                    'on' runs a command whenever a job has failed, is done or has crashed.

                    Handlers end with the shell, and so do schedules that no store keeps. Write them into the rc file to have
                    them again.

                    In OTP: JobScheduler is a GenServer under Jobber.Supervisor, which sends itself messages with
                    Process.send_after/4. JobHandlers is one that hears of the ends of jobs.
                    """,
                    List.of(
                            sample("every 5m good; schedules", "starts good every five minutes"),
                            sample(
                                    "cron-next '30 2 * * *' --tz Europe/Berlin",
                                    "shows when an expression comes next"),
                            sample(
                                    "on failed -- echo \"$NAME: $REASON\"",
                                    "logs each job that has failed")),
                    List.of("at", "every", "cron", "cron-next", "schedules", "on", "rc file"));

    private JobTopics() {}
}
