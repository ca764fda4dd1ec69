package dev.jobber.job.kind.program.os;

import java.util.Arrays;
import java.util.Optional;

/// Why the operating system starts no process, by the numbers that Linux and the BSDs share.
enum SpawnError {
    ENOENT(2, "no such file"),
    E2BIG(7, "its arguments and environment are too long"),
    ENOEXEC(8, "it is no program of this machine"),
    EAGAIN(11, "no more processes may be started; raise 'ulimit -u' or run fewer jobs at once"),
    ENOMEM(12, "not enough memory"),
    EACCES(13, "permission denied"),
    ENOTDIR(20, "a part of its path is no folder"),
    ENFILE(23, "too many files are open on this machine; run fewer jobs at once"),
    EMFILE(24, "too many files are open; raise 'ulimit -n' or run fewer jobs at once"),
    ETXTBSY(26, "the file is being written"),
    ELOOP(40, "its path has too many links");

    private final int number;
    private final String sentence;

    SpawnError(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /// Why, in words.
    String sentence() {
        return sentence;
    }

    /// The error of this number, if it is one of these.
    static Optional<SpawnError> of(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /// What an error of this number is in words.
    static String sentence(int number) {
        return of(number).map(SpawnError::sentence).orElse("error " + number);
    }
}
