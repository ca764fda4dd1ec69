package dev.jobber.store.table;

import dev.jobber.job.durable.StoredAttempt;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.job.history.OutputLine;
import dev.jobber.store.sql.Row;
import dev.jobber.store.sql.Transaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The attempts of jobs.
public final class AttemptRows {
    private AttemptRows() {}

    /// An attempt begins next.
    static void begin(Transaction transaction, long job, int attempt, String node)
            throws SQLException {
        transaction.update(
                "insert into jobber_attempts (job, attempt, node, started) values (?, ?, ?, ?)",
                job,
                attempt,
                node,
                transaction.now());
    }

    /// An attempt has ended. Nothing happens if that was known.
    public static void end(Transaction transaction, long job, Ended attempt) throws SQLException {
        transaction.update(
                """
                update jobber_attempts set ended = started + ?, outcome = ?, error = ?, exit_code = ?,
                    exit_signal = ?, output = ?, dropped = ?
                where job = ? and attempt = ? and ended is null\
                """,
                attempt.time().toMillis(),
                attempt.outcome().toString(),
                attempt.error(),
                attempt.program().exit().isPresent()
                        ? Optional.of(attempt.program().exit().getAsInt())
                        : Optional.empty(),
                attempt.program().signal(),
                attempt.output().bytes(),
                attempt.output().dropped(),
                job,
                attempt.number());
    }

    /// What an attempt leaves.
    ///
    /// @param number counts from 1
    public record Ended(int number, End end, AttemptLog.ProgramEnd program, Output output) {
        /// What came of an attempt.
        ///
        /// @param error what was wrong, in words
        /// @param time how long it took
        public record End(AttemptResult outcome, Optional<String> error, Duration time) {}

        private static final Output NOTHING = new Output(new byte[0], 0);

        /// Of an attempt that had not begun.
        public static Ended beforeBegin(int number, AttemptResult outcome) {
            return new Ended(
                    number,
                    new End(outcome, Optional.empty(), Duration.ZERO),
                    AttemptLog.ProgramEnd.NONE,
                    NOTHING);
        }

        AttemptResult outcome() {
            return end.outcome();
        }

        Optional<String> error() {
            return end.error();
        }

        Duration time() {
            return end.time();
        }

        /// What an attempt of the memory leaves in the store.
        public static Ended of(AttemptInfo info, AttemptInfo.End end) {
            return new Ended(
                    info.number(),
                    new End(end.result(), end.error(), Duration.between(info.start(), end.time())),
                    info.log().end(),
                    Output.of(info.log().kept()));
        }

        /// The same, with this outcome.
        public Ended withOutcome(AttemptResult other) {
            return new Ended(number, new End(other, end.error(), end.time()), program, output);
        }
    }

    /// The last of what an attempt has printed.
    ///
    /// @param dropped how many lines went before
    public record Output(byte[] bytes, long dropped) {
        static Output of(AttemptLog.Kept kept) {
            List<byte[]> lines = kept.lines().stream().map(Output::bytes).toList();
            int first = lines.size();
            int size = 0;
            while (first > 0 && size + lines.get(first - 1).length <= StoredAttempt.OUTPUT_BYTES) {
                first--;
                size += lines.get(first).length;
            }
            var bytes = new ByteArrayOutputStream(size);
            lines.subList(first, lines.size()).forEach(bytes::writeBytes);
            return new Output(bytes.toByteArray(), kept.dropped() + first);
        }

        /// What says where a line comes from is a part of it in the store.
        private static byte[] bytes(OutputLine line) {
            var bytes = new ByteArrayOutputStream();
            if (line.origin() == OutputLine.Origin.ERROR) {
                bytes.writeBytes(OutputLine.ERROR_MARK.getBytes(StandardCharsets.UTF_8));
            }
            bytes.writeBytes(line.bytes());
            return bytes.toByteArray();
        }
    }

    /// The open attempts of a job end with this.
    public static void endAll(Transaction transaction, long job, AttemptResult outcome)
            throws SQLException {
        transaction.update(
                "update jobber_attempts set ended = ?, outcome = ?"
                        + " where job = ? and ended is null",
                transaction.now(),
                outcome.toString(),
                job);
    }

    /// How many attempts of a job ended with one of these.
    static int count(Transaction transaction, long job, AttemptResult... outcomes)
            throws SQLException {
        int all = 0;
        for (AttemptResult outcome : outcomes) {
            all +=
                    (int)
                            transaction.count(
                                    "select count(*) from jobber_attempts"
                                            + " where job = ? and outcome = ?",
                                    job,
                                    outcome.toString());
        }
        return all;
    }

    /// The attempts of a job, the oldest first.
    public static List<StoredAttempt> of(Transaction transaction, long job) throws SQLException {
        return transaction.rows(
                AttemptRows::attempt,
                "select * from jobber_attempts where job = ? order by attempt",
                job);
    }

    private static StoredAttempt attempt(Row row) throws SQLException {
        Optional<Long> exit = row.optionalNumber("exit_code");
        AttemptLog log =
                AttemptLog.past(
                        row.bytes("output"),
                        row.number("dropped"),
                        new AttemptLog.ProgramEnd(
                                exit.isPresent()
                                        ? OptionalInt.of(exit.get().intValue())
                                        : OptionalInt.empty(),
                                row.optionalText("exit_signal")));
        Optional<String> outcome = row.optionalText("outcome");
        Optional<String> error = row.optionalText("error");
        Instant ended = row.time("ended");
        return new StoredAttempt(
                row.text("node"),
                new AttemptInfo(
                        row.count("attempt"),
                        row.time("started"),
                        outcome.map(word ->
                                new AttemptInfo.End(
                                        ended,
                                        AttemptResult.valueOf(word.toUpperCase(Locale.ROOT)),
                                        error)),
                        log));
    }
}
