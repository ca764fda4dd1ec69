package dev.jobber.job.kind.code;

/// A class loader of the classes of one start of a job.
interface CodeLoader {
    /// What these classes reach instead of the whole JVM.
    CodeScope scope();
}
