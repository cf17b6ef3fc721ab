package dev.hazardmap.benchmarks.race.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every workload does the work it is named for: its result is the one that the work has. */
class WorkloadsTest {
    @ParameterizedTest
    @CsvSource({
        "hashmap, 4999500",
        "locked, 4999500",
        "synchronized, 4999500",
        "chm, 4999500",
        "json, 1",
        "words, 58",
        "chase, 19999900000",
        "objects, 10143007",
        "multiply, 767",
        "go-strmap, 5000",
        "go-syncmap, 10000",
        "go-channel, 1499998500000",
        "go-matrix, 3591",
        "go-list, 4999995000000",
        "go-alloc, 3998014",
        "go-mutex, 4000000",
        "h2, 1000000",
        "lucene, 1999",
        "caffeine, 100000",
        "http, 400",
        "sor, 32776904516",
        "sparse, 22314634",
        "crypt, 200000",
        "series, 2881928",
        "lu, 79497",
    })
    void run_result(String name, long expected) throws Exception {
        Team team = new Team();
        long before = team.cpu();
        assertThat(Workloads.create(name, team).run()).isEqualTo(expected);
        assertThat(team.cpu()).isGreaterThan(before);
    }
}
