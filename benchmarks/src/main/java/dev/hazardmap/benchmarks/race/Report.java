package dev.hazardmap.benchmarks.race;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run found, as the JSON file holds it.
 *
 * @param agentSha256 which agent was measured
 * @param headlineGeomean see {@link Means}; null while one of its rows is missing, and so the other means
 * @param bothGeomean of applications and kernels together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        int version,
        String date,
        String mode,
        Machine machine,
        String agentSha256,
        Effort effort,
        List<RowResult> rows,
        @Nullable Double headlineGeomean,
        @Nullable Double applicationsGeomean,
        @Nullable Double kernelsGeomean,
        @Nullable Double bothGeomean,
        @Nullable Double bothWorst,
        @Nullable Double memoryGeomean,
        @Nullable Double memoryWorst,
        @Nullable StartUpResult startUp) {

    void write(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
