package dev.jobber.otp;

/// Something a thread waits for. Whoever makes it done unparks the thread afterwards.
interface Awaitable {
    boolean isDone();
}
