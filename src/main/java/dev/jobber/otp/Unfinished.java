package dev.jobber.otp;

/// What a thread had begun for a process and could not do, because of an Error such as a stack
/// overflow or a lack of memory. The field that keeps it is written without a call, for which there
/// may be no stack; another thread does it later ([ProcessCell#resume()]).
sealed interface Unfinished permits Unfinished.Wake, ProcessLinks.Ties {
    enum Wake implements Unfinished {
        /// It has a signal, or is new, and no thread runs it.
        START,
        /// It waits in a receive, and has a signal.
        UNPARK,
        /// Its start failed: it is to die without having run.
        STILLBORN,
        /// It has been killed, has no thread, and its death has not been announced.
        DIE,
        /// It ends, and its ports have not been told, or are closed and its death has not been
        /// announced.
        PORTS
    }
}
