package dev.jobber.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jobber.otp.Node;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// An application that has virtual threads of its own: the JDK's HTTP server answers each request
/// with its body, on a virtual thread for each request. Measures its rate beside a node with
/// default options, whose pairs of processes call one another without a pause.
///
/// The clients are threads of the operating system, each with a connection that stays open; they
/// wait for one answer before they ask again. Times without and with the node take turns in one
/// virtual machine.
final class HttpNeighbour {
    private static final int CLIENTS = 8;
    private static final byte[] BODY = "x".repeat(64).getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] REQUEST =
            ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + BODY.length
                            + "\r\n\r\n"
                            + "x".repeat(BODY.length))
                    .getBytes(StandardCharsets.ISO_8859_1);

    private HttpNeighbour() {}

    /// The result of some time: requests a second, and how long each took.
    private record Served(double rate, long[] nanos) {
        double p99() {
            return nanos[nanos.length * 99 / 100];
        }
    }

    static void measure(BenchRun run) throws Exception {
        System.setProperty(
                "sun.net.httpserver.nodelay", "true"); // else each answer waits for an ACK
        long millis = run.count(2_000, 1_000);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            server.setExecutor(threads);
            server.createContext("/", HttpNeighbour::echo);
            server.start();
            InetSocketAddress address = server.getAddress();
            serve(clients, address, 3 * millis); // warm-up
            beside(4, clients, address, millis);
            for (int i = 0; i < run.repeats(); i++) {
                Served alone = serve(clients, address, millis);
                Served one = beside(1, clients, address, millis);
                Served four = beside(4, clients, address, millis);
                run.figure("embedded-neighbour-1", one.rate() / alone.rate());
                run.figure("embedded-neighbour-4", four.rate() / alone.rate());
                run.figure("embedded-neighbour-1-p99", one.p99() / alone.p99());
                run.figure("embedded-neighbour-4-p99", four.p99() / alone.p99());
                System.err.printf(
                        "alone %.0f/s p99 %.0f us, 1 pair %.0f/s p99 %.0f us, 4 pairs %.0f/s p99 %.0f us%n",
                        alone.rate(),
                        alone.p99() / 1e3,
                        one.rate(),
                        one.p99() / 1e3,
                        four.rate(),
                        four.p99() / 1e3);
            }
            server.stop(0);
        }
    }

    private static Served beside(
            int pairs, ExecutorService clients, InetSocketAddress address, long millis)
            throws Exception {
        try (Node node = Node.builder().build()) {
            var calls = Pairs.on(node, pairs);
            Served served = serve(clients, address, millis);
            System.err.printf("%d pairs: %.0f calls/s%n", pairs, calls.rate(100));
            return served;
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Served serve(ExecutorService clients, InetSocketAddress address, long millis)
            throws Exception {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        List<Future<long[]>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> ask(address, end)));
        }
        long[] nanos = {};
        for (Future<long[]> each : all) {
            long[] more = each.get();
            int before = nanos.length;
            nanos = Arrays.copyOf(nanos, before + more.length);
            System.arraycopy(more, 0, nanos, before, more.length);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        return new Served(nanos.length / seconds, nanos);
    }

    /// Asks one request after the other until the end; how long each took.
    private static long[] ask(InetSocketAddress address, long end) throws IOException {
        var nanos = new long[1024];
        int asked = 0;
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (long now = System.nanoTime(); now < end; ) {
                socket.getOutputStream().write(REQUEST);
                readAnswer(in);
                long then = System.nanoTime();
                if (asked == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * asked);
                }
                nanos[asked++] = then - now;
                now = then;
            }
        }
        return Arrays.copyOf(nanos, asked);
    }

    /// An empty line ends the head of an answer.
    private static void readAnswer(InputStream in) throws IOException {
        int lineBreaks = 0;
        while (lineBreaks < 2) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("expected an answer, got: the end of the connection");
            }
            if (c == '\n') {
                lineBreaks++;
            } else if (c != '\r') {
                lineBreaks = 0;
            }
        }
        in.skipNBytes(BODY.length);
    }
}
