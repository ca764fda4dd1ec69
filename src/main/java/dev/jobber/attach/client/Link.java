package dev.jobber.attach.client;

import dev.jobber.attach.AttachException;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.Wire;
import java.io.EOFException;
import java.io.IOException;

/// Begins a conversation with a tree.
final class Link {
    private Link() {}

    /// Says hello.
    ///
    /// @throws AttachException where the other side is none that this client can speak with
    static void greet(Wire wire, Hello hello) throws IOException {
        wire.begin();
        wire.write(hello.frame());
        int protocol;
        try {
            protocol =
                    wire.begun()
                            .orElseThrow(() ->
                                    new AttachException(
                                            1, "the program at the other end is not jobber"));
        } catch (EOFException closed) {
            throw new AttachException(
                    1, "the tree has closed the connection: it is ending, or has too many clients");
        }
        if (!Wire.speaks(protocol)) {
            throw new AttachException(
                    1,
                    "the tree speaks version "
                            + protocol
                            + " of the protocol, and this client does not: use the client of the"
                            + " tree's version, or start the tree anew");
        }
    }

    /// Connects to a tree.
    static Wire to(SocketFolder folder, String name) throws IOException {
        return Wire.to(folder, TreeName.of(name));
    }
}
