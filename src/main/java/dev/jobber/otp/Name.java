package dev.jobber.otp;

import java.util.Optional;

/// A name in a node's table of names, as an atom is in Erlang.
///
/// @param node the node that keeps the name
/// @param name the name itself
public record Name(Node node, String name) implements Dest {
    public Name {
        Refused.ifNull(name, "a name");
    }

    @Override
    public Optional<Pid> whereis() {
        return node.whereis(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
