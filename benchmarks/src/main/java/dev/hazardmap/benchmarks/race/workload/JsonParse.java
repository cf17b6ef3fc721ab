package dev.hazardmap.benchmarks.race.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** Jackson reads a document of orders into Map and List: many small collections that die young. */
final class JsonParse implements Workload {
    private static final int ORDERS = 40;
    private final ObjectMapper mapper = new ObjectMapper();
    private final String document = document();

    private static String document() {
        StringBuilder text = new StringBuilder("{\"orders\":[");
        for (int i = 0; i < ORDERS; i++) {
            text.append(i == 0 ? "" : ",").append("{\"id\":").append(i);
            text.append(",\"customer\":{\"name\":\"c")
                    .append(i % 7)
                    .append("\",\"tier\":")
                    .append(i % 3);
            text.append("},\"paid\":true,\"lines\":[");
            for (int j = 0; j < 5; j++) {
                text.append(j == 0 ? "" : ",").append("{\"sku\":\"s").append(i * j % 11);
                text.append("\",\"qty\":")
                        .append(j + 1)
                        .append(",\"price\":")
                        .append(j)
                        .append(".25}");
            }
            text.append("]}");
        }
        return text.append("]}").toString();
    }

    @Override
    public long run() throws IOException {
        return mapper.readValue(document, Map.class).size();
    }

    @Override
    public int operations() {
        return ORDERS;
    }

    @Override
    public int chunks() {
        return 400;
    }
}
