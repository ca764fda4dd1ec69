package dev.jobber.shell.help.topic;

import static dev.jobber.shell.help.topic.Topic.sample;

import java.util.List;

/// Topics about processes and supervisors.
final class ProcessTopics {
    static final Topic PIDS =
            new Topic(
                    "pids",
                    "How processes are named, and what a line may write for a pid.",
                    """
                    Each process has a pid, and no other process ever gets the same one. A pid is printed as
                    #PID<0.157.0>. A line may write it in this form, as <0.157.0>, or as 0.157.0, without quotes: a pid
                    can be copied from a log line.

                    Where a command takes a pid, it also takes a registered name, such as JobRunner, and the id of a
                    job. An id stands for the process of the job. Names may be written as in Elixir:
                    Jobber.JobRunner.

                    Tab completes pids, names and ids. It shows what is alive, and behind that what has ended within
                    the last half minute.

                    In OTP: a pid is what self/0 and spawn/1 return. A registered name is found by Process.whereis/1,
                    the id of a job by Registry.lookup/2 on JobRegistry.
                    """,
                    List.of(
                            sample("whereis JobRunner", "finds the process of a name"),
                            sample("start-job good --id a; info a", "takes an id for a pid"),
                            sample(
                                    "x = whereis JobRunner; count-children $x",
                                    "keeps a pid under a name, and uses it"),
                            sample("whereis Jobber.JobRunner", "takes a name as Elixir writes it")),
                    List.of("whereis", "info", "tree", "variables"));

    static final Topic RESTARTS =
            new Topic(
                    "restarts",
                    "What starts again after a crash, and when a supervisor gives up.",
                    """
                    A job that crashes is started again by its supervisor: the job keeps its id and gets a new pid. A
                    crash is an exception, a program that a signal has ended, or a value that is neither ok nor an
                    error.

                    A supervisor counts its restarts. The JobSupervisor of each job allows 3 restarts within 30
                    seconds. The next one is too many: the supervisor gives up and ends, and with it all its children.
                    The job is 'crashed' then. JobRunner and the other jobs go on, because each job has a supervisor of
                    its own.

                    A job that 'start-job --direct' has started is a child of JobRunner itself. If it crashes too
                    often, JobRunner gives up, all jobs end with it, and Jobber.Supervisor starts a new JobRunner.
                    '--restart' says when such a job is started again: permanent means always, transient after a crash
                    only, temporary never.

                    A restart is no retry: see 'help retries'.

                    In OTP: max_restarts and max_seconds of Supervisor.init/2, and :restart of a child specification.
                    A time of 30 seconds is the document's choice; OTP's default is 5.
                    """,
                    List.of(
                            sample(
                                    "start-job doomed; tree",
                                    "starts a job that crashes; its supervisor starts it again"),
                            sample(
                                    "start-job doomed --direct --restart temporary",
                                    "starts one that is not started again"),
                            sample(
                                    "set runner-max-restarts 10; stop JobRunner",
                                    "lets the next JobRunner restart more often"),
                            sample(
                                    "start-job doomed --id d; sleep 6s; why d",
                                    "shows how many of its restarts a job has used up")),
                    List.of("retries", "status", "why", "tree", "restart-child"));

    static final Topic ELIXIR =
            new Topic(
                    "elixir",
                    "The lines of an IEx session, and the lines of jobber that do the same.",
                    """
                    The commands have the names of OTP's functions, with a hyphen for an underscore. A line of Elixir
                    that is typed at the prompt is not run; the error says which line of jobber does the same.

                    %s

                    In OTP: jobber's kernel behaves as OTP 25 does, case by case.
                    """
                            .formatted(DocumentLine.table()),
                    List.of(
                            sample(
                                    "define-job sim good --sleep 5s --ok; start-job good",
                                    "defines and starts the first job of the document"),
                            sample(
                                    "start-job good; children = which-children; count-children $children[0].pid",
                                    "asks the supervisor of a job for its children")),
                    List.of("start-job", "which-children", "variables", "rc file"));

    private ProcessTopics() {}
}
