package dev.jobber.otp;

/// Something that a thread waits for. The thread that makes it done unparks the waiting one.
interface Awaitable {
    boolean isDone();
}
