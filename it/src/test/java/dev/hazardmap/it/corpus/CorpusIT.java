package dev.hazardmap.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case of the corpus, on every JDK found: a missed race and a false report each fail under the case's name (but {@link KnownMisses}). */
class CorpusIT {
    private static final Path OUTPUT = Path.of("target/corpus").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> everyCase_hasTheVerdictItsNameSays() throws Exception {
        Path agent = CorpusRun.builtAgent();
        assertThat(agent).as("the agent, built before").exists();
        List<DynamicNode> runs = new ArrayList<>();
        for (Jdk jdk : Jdk.found()) {
            runs.add(container(new CorpusRun(jdk, agent, Mode.MAPS, OUTPUT), Catalogue.all()));
            runs.add(container(new CorpusRun(jdk, agent, Mode.FULL, OUTPUT), Catalogue.all()));
            List<Case> fields = Catalogue.all().stream()
                    .filter(c -> c.corpus().value() == Mode.FIELDS)
                    .toList();
            runs.add(container(new CorpusRun(jdk, agent, Mode.FIELDS, OUTPUT), fields));
        }
        return runs.stream();
    }

    private static DynamicNode container(CorpusRun run, List<Case> cases) throws Exception {
        Tally tally = run.run(cases);
        Files.writeString(run.output().resolve(run.title().replace(' ', '-') + ".txt"), tally.table());
        System.out.println(tally.table());
        return dynamicContainer(run.title(), tests(tally));
    }

    private static Stream<DynamicNode> tests(Tally tally) {
        DynamicNode beside = dynamicTest(
                "nothing beside the cases", () -> assertThat(tally.trouble()).isEmpty());
        DynamicNode some = dynamicTest(
                "there are cases", () -> assertThat(tally.verdicts()).hasSizeGreaterThan(100));
        Stream<DynamicNode> cases = tally.verdicts().stream()
                .map(v -> dynamicTest(v.subject().shortName(), () -> assertThat(v.kind())
                        .as("%s: %s", v.subject().shortName(), v.detail())
                        .isEqualTo(KnownMisses.expected(v.subject()))));
        return Stream.concat(Stream.of(beside, some), cases);
    }
}
