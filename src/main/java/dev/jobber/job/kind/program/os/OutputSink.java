package dev.jobber.job.kind.program.os;

/// Takes what a program prints on one stream. Called by one thread at a time.
public interface OutputSink {
    /// More has been printed.
    ///
    /// @param bytes the first ones are it; the caller may change them afterwards
    void add(byte[] bytes, int length);

    /// Nothing more will be printed.
    void end();
}
