package dev.jobber.shell.session;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.policy.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A store that is open, or is being opened while the prompt is used.
public final class StoreOpening {
    /// How long a command waits for it: 5 s.
    public static final Duration MOST = Duration.ofSeconds(5);

    private final CompletableFuture<DurableJobs> opened = new CompletableFuture<>();
    private final Duration most;

    /// A store that is not open yet.
    ///
    /// @param most so long a command waits for it
    public StoreOpening(Duration most) {
        this.most = most;
    }

    /// It is open.
    public void opened(DurableJobs jobs) {
        opened.complete(jobs);
    }

    /// It cannot be opened.
    public void failed(Throwable problem) {
        opened.completeExceptionally(problem);
    }

    /// Does something with the store as soon as it is open; at once if it is.
    public void whenOpen(Consumer<DurableJobs> work) {
        var _ = opened.thenAccept(work);
    }

    /// The store, if it is open now.
    Optional<DurableJobs> now() {
        return opened.isDone() && !opened.isCompletedExceptionally()
                ? Optional.of(opened.join())
                : Optional.empty();
    }

    /// The store. The calling thread waits until it is open, up to that time; if it is interrupted,
    /// a [CancellationException] is thrown.
    ///
    /// @throws StoreException if it is not open by then, or cannot be opened
    DurableJobs get() {
        try {
            return opened.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (TimeoutException late) {
            throw StoreException.unavailable("it was not open within " + DurationText.format(most));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof StoreException unusable
                    ? unusable
                    : StoreException.unavailable(String.valueOf(failed.getCause()));
        }
    }

    /// Closes the store, when it is open. Waits for that as [#get] does.
    public void close() {
        Optional<DurableJobs> store;
        try {
            store = Optional.of(get());
        } catch (StoreException none) {
            store = Optional.empty();
        }
        store.ifPresent(DurableJobs::close);
    }
}
