package dev.hazardmap.observe.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Prometheus of the machine, on the loopback, that scrapes one target every half second. */
final class PrometheusServer implements AutoCloseable {
    /** Where Debian has what console pages are built on; a minimal image may have left documentation out. */
    static final Path CONSOLE_LIBRARIES = Path.of("/usr/share/doc/prometheus/examples/console_libraries");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;
    private final int port;

    /** Starts a server with rule files, by name and content, and switches for its features. */
    PrometheusServer(Path directory, int target, String features, Map<String, String> rules) throws IOException {
        Path program = Promtool.require("prometheus");
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : rules.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global:
                  scrape_interval: 500ms
                  evaluation_interval: 500ms
                rule_files: [%s]
                scrape_configs:
                  - job_name: app
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(String.join(", ", rules.keySet()), target));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        log = directory.resolve("prometheus.log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.console.templates="
                                + Path.of("deploy", "consoles").toAbsolutePath(),
                        "--web.console.libraries=" + CONSOLE_LIBRARIES,
                        "--enable-feature=" + features)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Waits until it serves. */
    void awaitReady() throws Exception {
        for (long end = System.nanoTime() + 30_000_000_000L; System.nanoTime() < end; Thread.sleep(100)) {
            try {
                if (get("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
            }
        }
        throw new IllegalStateException("Prometheus does not come up: " + Files.readString(log));
    }

    /** The state of each alert of a rule file: inactive, pending or firing. */
    Map<String, String> states(String ruleFile) throws Exception {
        Map<String, String> states = new java.util.TreeMap<>();
        for (JsonNode group : api("/api/v1/rules").path("groups")) {
            if (group.path("file").asText().endsWith("/" + ruleFile)) {
                group.path("rules")
                        .forEach(rule -> states.put(
                                rule.path("name").asText(), rule.path("state").asText()));
            }
        }
        return states;
    }

    /** The result of a query, now. */
    JsonNode query(String expression) throws Exception {
        return api("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The values of a label of all exemplars of a series. */
    List<String> exemplars(String series, String label) throws Exception {
        List<String> found = new ArrayList<>();
        double now = System.currentTimeMillis() / 1000.0;
        JsonNode data = api("/api/v1/query_exemplars?query=" + URLEncoder.encode(series, StandardCharsets.UTF_8)
                + "&start=" + (now - 3600) + "&end=" + (now + 60));
        for (JsonNode oneSeries : data) {
            oneSeries
                    .path("exemplars")
                    .forEach(exemplar ->
                            found.add(exemplar.path("labels").path(label).asText()));
        }
        return found;
    }

    /** A console page, as a browser gets it. */
    String console(String page) throws Exception {
        HttpResponse<String> answer = get("/consoles/" + page);
        return answer.statusCode() + " " + answer.body();
    }

    private JsonNode api(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
