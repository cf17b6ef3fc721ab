package dev.hazardmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.Race;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the report says, and that it is what docs/schema/race-report-1.json promises. */
class JsonReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sites sites = new Sites();

    @Test
    void of_realRace_everyFieldOfTheSchema() throws Exception {
        Race race = RealRaces.one(sites, false);
        JsonNode report = JSON.readTree(json(RaceView.of(race, sites), 3));

        assertFits(report, schema(), "$");
        assertThat(report.get("dropped").intValue()).isEqualTo(3);
        assertThat(report.at("/process/pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
        JsonNode found = report.at("/races/0");
        assertThat(found.get("kind").textValue()).isEqualTo("write-read");
        assertThat(found.get("count").intValue()).isEqualTo(1);
        assertThat(found.get("edge").textValue())
                .isEqualTo("No happens-before edge: none was seen from \"previous\" to \""
                        + Thread.currentThread().getName() + "\".");
        assertThat(found.get("location").toString())
                .isEqualTo("{\"type\":\"java.util.HashMap\",\"label\":\"Sessions.live\",\"size\":1,"
                        + "\"createdAt\":\"Sessions.<init>(Sessions.java)\"}");
        assertThat(found.at("/current/access").textValue()).isEqualTo("write");
        assertThat(found.at("/previous/access").textValue()).isEqualTo("read");
        assertThat(found.at("/previous/thread/name").textValue()).isEqualTo("previous");
        assertThat(found.at("/current/stack/0/class").textValue()).isEqualTo(RealRaces.class.getName());
    }

    @Test
    void of_twoWrites_writeWrite() throws Exception {
        Race race = RealRaces.one(sites, true);
        JsonNode report = JSON.readTree(json(RaceView.of(race, sites), 0));

        assertFits(report, schema(), "$");
        assertThat(report.at("/races/0/kind").textValue()).isEqualTo("write-write");
    }

    /** The count goes on after the report of the race, so it is read when the file is written. */
    @Test
    void of_raceSeenAgain_countOfNow() throws Exception {
        Race race = RealRaces.one(sites, true);
        RaceView view = RaceView.of(race, sites);
        race.count = 7;

        assertThat(JSON.readTree(json(view, 0)).at("/races/0/count").intValue()).isEqualTo(7);
    }

    @Test
    void of_placeUnknown_nullsNotMissing() throws Exception {
        RaceView view = RaceView.of(RealRaces.one(new Sites(), true), new Sites());
        JsonNode report = JSON.readTree(json(view, 0));

        assertFits(report, schema(), "$");
        assertThat(report.at("/races/0/location/label").isNull()).isTrue();
        assertThat(report.at("/races/0/location/createdAt").isNull()).isTrue();
    }

    @Test
    void of_noRaces_stillAReport() throws Exception {
        JsonNode report = JSON.readTree(JsonReport.of(List.of(), new JsonReport.Extras(0, null, List.of())));

        assertFits(report, schema(), "$");
        assertThat(report.get("races")).isEmpty();
    }

    @Test
    void of_benignPerturbedAndSuppressed_fitsTheSchema() throws Exception {
        Suppressions suppressions = new Suppressions(SuppressionFile.parse(
                "s.txt", "top: Sessions\nreason: known\n\nframe: com\\.acme\nkind: write-write\nreason: other"));
        RaceView view = Accesses.race();
        suppressions.count(suppressions.find(view));
        Race race = RealRaces.one(sites, true);
        JsonNode report = JSON.readTree(JsonReport.of(
                List.of(new Findings.Shown(RaceView.of(race, sites), "does no harm")),
                new JsonReport.Extras(0, -7L, suppressions.counts())));

        assertFits(report, schema(), "$");
        assertThat(report.get("perturb").longValue()).isEqualTo(-7);
        assertThat(report.at("/races/0/benign").textValue()).isEqualTo("does no harm");
        assertThat(report.get("suppressed").toString())
                .isEqualTo(
                        "[{\"file\":\"s.txt\",\"line\":1,\"entry\":\"top Sessions\",\"reason\":\"known\",\"races\":1},"
                                + "{\"file\":\"s.txt\",\"line\":4,\"entry\":\"frame com\\\\.acme, kind write-write\","
                                + "\"reason\":\"other\",\"races\":0}]");
    }

    private static byte[] json(RaceView view, int dropped) throws java.io.IOException {
        return JsonReport.of(List.of(new Findings.Shown(view, null)), new JsonReport.Extras(dropped, null, List.of()));
    }

    private static JsonNode schema() throws java.io.IOException {
        return JSON.readTree(Files.readAllBytes(Path.of("..", "docs", "schema", "race-report-1.json")));
    }

    /**
     * The part of JSON Schema that the schema uses to say what a report of one JVM has. Properties that the schema does
     * not know are refused here: whoever adds one describes it.
     */
    private static void assertFits(JsonNode value, JsonNode rule, String at) throws java.io.IOException {
        JsonNode reference = rule.get("$ref");
        if (reference != null) {
            assertFits(value, schema().at(reference.textValue().substring(1)), at);
        }
        for (JsonNode name : rule.path("required")) {
            assertThat(value.has(name.textValue())).as(at + "." + name).isTrue();
        }
        if (rule.has("properties")) {
            value.fieldNames()
                    .forEachRemaining(name -> assertThat(rule.get("properties").has(name))
                            .as(at + "." + name + " is in the schema")
                            .isTrue());
            for (java.util.Map.Entry<String, JsonNode> entry : value.properties()) {
                assertFits(entry.getValue(), rule.get("properties").get(entry.getKey()), at + "." + entry.getKey());
            }
        }
        assertType(value, rule.path("type"), at);
        if (rule.has("enum")) {
            assertThat(rule.get("enum")).as(at).contains(value);
        }
        if (rule.has("const")) {
            assertThat(value).as(at).isEqualTo(rule.get("const"));
        }
        if (rule.has("minimum")) {
            assertThat(value.longValue())
                    .as(at)
                    .isGreaterThanOrEqualTo(rule.get("minimum").longValue());
        }
        if (value.isTextual()) {
            assertThat(value.textValue())
                    .as(at)
                    .hasSizeGreaterThanOrEqualTo(rule.path("minLength").intValue());
        }
        if (value.isArray()) {
            assertThat(value)
                    .as(at)
                    .hasSizeGreaterThanOrEqualTo(rule.path("minItems").intValue());
            for (JsonNode item : rule.has("items") ? value : JSON.createArrayNode()) {
                assertFits(item, rule.get("items"), at + "[]");
            }
        }
    }

    private static void assertType(JsonNode value, JsonNode types, String at) {
        String actual = value.isIntegralNumber()
                ? "integer"
                : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        if (types.isTextual()) {
            assertThat(actual).as(at).isEqualTo(types.textValue());
        } else if (types.isArray()) {
            assertThat(types).as(at).anySatisfy(type -> assertThat(type.textValue())
                    .isEqualTo(actual));
        }
    }
}
