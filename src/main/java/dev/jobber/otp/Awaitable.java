package dev.jobber.otp;

/// Something that a thread waits for. The thread that completes it unparks the waiting thread.
interface Awaitable {
    boolean isDone();
}
