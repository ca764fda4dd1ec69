package dev.jobber.store;

import dev.jobber.job.durable.StoreException;
import dev.jobber.store.sql.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for what the store answers.
final class Answers {
    /// How long a caller waits: 5 s.
    static final Duration MOST = Duration.ofSeconds(5);

    /// How long the store itself tries what a caller waits for. A little shorter, so that the
    /// caller learns what the store says of it.
    static final Duration TRIED = MOST.minusMillis(500);

    private Answers() {}

    /// The answer. A calling thread that is interrupted gets a [CancellationException].
    ///
    /// @throws StoreException if there is none in time
    static <T> T of(CompletableFuture<T> answer) {
        return of(answer, "it may have been done; look when the store is back");
    }

    /// The same.
    ///
    /// @param doubt what to do if the store was about to do it, and may have done it
    static <T> T of(CompletableFuture<T> answer, String doubt) {
        try {
            return answer.get(MOST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
            throw new CancellationException();
        } catch (TimeoutException late) {
            String why = "it did not answer within " + MOST.toSeconds() + " s";
            if (answer.cancel(false)) {
                throw unavailable(why);
            }
            throw new StoreException(
                    StoreException.UNAVAILABLE, "the store does not answer: " + why, doubt);
        } catch (ExecutionException failed) {
            throw of(Optional.ofNullable(failed.getCause()).orElse(failed));
        }
    }

    /// The answer of something that needs no database, however long that takes. A calling thread
    /// that is interrupted gets a [CancellationException].
    static <T> T whenDone(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException failed) {
            throw of(Optional.ofNullable(failed.getCause()).orElse(failed));
        }
    }

    /// A failure as a sentence.
    static RuntimeException of(Throwable failure) {
        return switch (failure) {
            case StoreException told -> told;
            case UnavailableException away -> unavailable(String.valueOf(away.getMessage()));
            case RuntimeException fault -> fault;
            default ->
                    new StoreException(
                            "store_error",
                            "the store cannot do this: " + Sentences.of(failure),
                            "");
        };
    }

    private static StoreException unavailable(String why) {
        return StoreException.unavailable(Sentences.of(why));
    }
}
