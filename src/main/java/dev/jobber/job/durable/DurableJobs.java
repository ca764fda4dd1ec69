package dev.jobber.job.durable;

import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Jobs that a store keeps, so that they outlive the JVM. Several JVMs may share a store; each is a
/// node of it.
///
/// A job is here from its start to the end of its history. It runs in one node at a time, as a job
/// of that node's [Jobber] like any other.
///
/// All methods may be called by any thread. A method waits for the store up to 5 s, and throws
/// [StoreException] with the code `store_unavailable` if that does not answer.
public interface DurableJobs extends AutoCloseable {
    /// How many jobs that wait are listed at most.
    int MOST_QUEUED = 10_000;

    /// From now on this node runs jobs of the store: here, and made of these lines.
    ///
    /// @param lines reads what was started
    void begin(Jobber jobber, DefinitionReader lines);

    /// Starts a job. It is in the store for good when this returns, unless it was refused. The job
    /// has a process then if this node has room for it.
    JobStart start(DurableStart start);

    /// Starts a job of the store that has ended once more.
    JobStart rerun(StoredJob job);

    /// The latest job of this id.
    Optional<StoredJob> find(String id);

    /// The jobs that a question is about, in the order of their starts.
    List<StoredJob> jobs(JobQuery query);

    /// The attempts of a job that are kept, the oldest first.
    List<StoredAttempt> attempts(StoredJob job);

    /// The jobs that this program has started and that have not ended.
    List<StoredJob> open();

    /// Waits until these jobs have ended, wherever they run. A calling thread that is interrupted
    /// gets a [java.util.concurrent.CancellationException].
    ///
    /// @return what became of them; those that had not ended when the time was over are as they
    ///   were then
    List<StoredJob> await(List<StoredJob> jobs, Duration timeout);

    /// Takes back the start of a job that waits.
    ///
    /// @return whether it waited
    boolean cancel(StoredJob job);

    /// Asks the node that runs a job to do something with it, and waits until that is done.
    ///
    /// Throws [StoreException] with the code `timeout` if it has not answered in this time.
    ///
    /// @return what that node answered
    String ask(StoredJob job, Order order, Duration timeout);

    /// A look at a type of job, over all nodes.
    TypeInfo type(String type);

    /// A look at each type that is known.
    List<TypeInfo> types();

    /// The jobs of a type that wait for room, in the order in which they start; at most
    /// [#MOST_QUEUED].
    List<StoredJob> queue(String type);

    /// Changes what holds for the jobs of a type on all nodes: what the change does not say stays.
    TypeInfo change(String type, JobPolicy change);

    /// Lets the jobs of a type start on all nodes, or not.
    TypeInfo setFlow(String type, Flow flow);

    /// The schedules of the store.
    DurableSchedules schedules();

    /// Names that one process has of all nodes.
    GlobalNames names();

    /// Lets this node take jobs, or not.
    void setDraining(boolean none);

    /// How the store is.
    StoreInfo info();

    /// The nodes of the store, by name.
    List<NodeInfo> nodes();

    /// The name of this node.
    String node();

    /// Whether this node runs this job, or has run it.
    boolean isHere(String id);

    /// For how long this node has a job for sure after the store has last been told that it lives.
    Duration lease();

    /// Sets that time.
    void setLease(Duration time);

    /// How many jobs of the store this node runs at once.
    int workers();

    /// Sets how many.
    void setWorkers(int jobs);

    /// Forgets the jobs that ended longer ago than this.
    ///
    /// @return how many
    int prune(Duration older);

    /// This node takes no job any more: what ends from now on because this program ends is run by
    /// the next one.
    void drainForEnd();

    /// Gives back what this node had, and leaves the store.
    @Override
    void close();
}
