package dev.jobber.otp;

/// A server that owns a port.
final class PortOwner extends GenServer<Integer, Request<?>, Object> {
    private final Port port;

    PortOwner(Port port) {
        this.port = port;
    }

    @Override
    protected InitResult<Integer> init() {
        Process.open(port);
        return ok(0);
    }
}
