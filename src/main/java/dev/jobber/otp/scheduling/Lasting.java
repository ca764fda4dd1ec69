package dev.jobber.otp.scheduling;

import java.util.function.BooleanSupplier;

/// Has a thread go on when its work throws, and tells of it.
public interface Lasting {
    /// The same work, begun again whenever it throws.
    ///
    /// @param thread what the thread is called
    /// @param over whether it is not to be begun again
    Runnable work(String thread, Runnable work, BooleanSupplier over);

    /// A thread had ended, and another has been started in its place.
    void replaced(String thread);
}
