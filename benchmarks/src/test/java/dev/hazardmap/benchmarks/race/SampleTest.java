package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void parse_readsEveryValue() {
        Sample sample = Sample.parse(
                "RESULT nsPerOp=5.5 processNsPerOp=6.25 rounds=4 compileMs=12 warmRounds=9"
                        + " flat=true quiet=false peakRssKiB=2048 checksum=7",
                3);
        assertThat(sample).isEqualTo(new Sample(5.5, 6.25, 4, 9, 12, true, false, 2048, 3));
    }

    @Test
    void parse_missingValue_isAnErrorAndNoZero() {
        assertThatThrownBy(() -> Sample.parse("RESULT nsPerOp=5.5", 0)).isInstanceOf(NumberFormatException.class);
    }
}
