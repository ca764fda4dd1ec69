package dev.jobber.otp.scheduling;

import java.util.function.BooleanSupplier;

/// Lets a thread go on when its work throws, and reports that.
public interface Lasting {
    /// Work that begins again whenever it throws.
    ///
    /// @param thread what the thread is called
    /// @param over whether the work is not to begin again
    Runnable work(String thread, Runnable work, BooleanSupplier over);

    /// A thread had ended, and another has been started in its place.
    void replaced(String thread);
}
