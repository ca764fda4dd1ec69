package dev.jobber.otp;

/// A request to a [GenServer] that is answered with an `R`.
///
/// A server's requests are a sealed interface of records; each says by this what [GenServer#call]
/// returns for it.
///
/// @param <R> what the answer is
public interface Request<R> {
    /// A request that says which server takes it, so that a [ServerRef] takes no other.
    ///
    /// @param <P> the class of the server, or any class that stands for its protocol
    /// @param <R> what the answer is
    interface Of<P, R> extends Request<R> {}
}
