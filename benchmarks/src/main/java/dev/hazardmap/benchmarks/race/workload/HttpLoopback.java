package dev.hazardmap.benchmarks.race.workload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The JDK's HTTP server on the loopback interface, with a pool of two threads, and two client threads that ask it over
 * connections that stay open. The server counts its visitors in a map and answers with a small text.
 */
final class HttpLoopback implements Workload {
    private static final int REQUESTS = 200;
    private final ExecutorService clients = Executors.newFixedThreadPool(2, HttpLoopback::daemon);
    private final ConcurrentHashMap<String, Integer> visits = new ConcurrentHashMap<>();
    private final URI address;

    HttpLoopback(Team team) {
        team.countEveryThread();
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for an acknowledgement
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newFixedThreadPool(2, HttpLoopback::daemon));
            Thread starter = daemon(server::start); // its dispatcher thread is a daemon if the starter is
            starter.start();
            starter.join();
            address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/visit?user=");
        } catch (IOException e) {
            throw new IllegalStateException("no HTTP server: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int count = visits.merge(query, 1, Integer::sum);
        Map<String, String> fields = new TreeMap<>();
        fields.put("query", query);
        fields.put("seen", count > 0 ? "yes" : "no");
        byte[] body = fields.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The number of answers that said yes: one for each request. */
    @Override
    public long run() throws Exception {
        Future<Integer> first = clients.submit(client(0));
        Future<Integer> second = clients.submit(client(1));
        return first.get() + second.get();
    }

    private Callable<Integer> client(int number) {
        return () -> {
            int yes = 0;
            for (int i = 0; i < REQUESTS; i++) {
                yes += ask(address + "u" + number + "-" + i % 10).contains("seen=yes") ? 1 : 0;
            }
            return yes;
        };
    }

    private static String ask(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        try (java.io.InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public int operations() {
        return 2 * REQUESTS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
