package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads race reports; every one that a test reads is checked against its schema. */
public final class RaceReports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RaceReports() {}

    public static JsonNode read(Path file) throws IOException {
        JsonNode document = JSON.readTree(file.toFile());
        assertThat(schema("race-report-1.json").validate(document)).isEmpty();
        return document;
    }

    static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Checkout.SCHEMAS.resolve(name)));
    }
}
