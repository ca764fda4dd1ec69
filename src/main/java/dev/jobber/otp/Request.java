package dev.jobber.otp;

/// A request to a [GenServer] that is answered with an `R`.
///
/// A server's requests are a sealed interface of records; each says by this what [GenServer#call]
/// returns for it.
///
/// @param <R> what the answer is
public interface Request<R> {}
