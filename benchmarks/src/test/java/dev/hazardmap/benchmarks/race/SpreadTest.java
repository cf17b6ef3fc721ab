package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void of_evenCount_takesTheMeanOfTheMiddleTwo() {
        assertThat(Spread.of(new double[] {4, 1, 3, 10})).isEqualTo(new Spread(3.5, 1, 10));
    }

    @Test
    void ratio_dividesTheMediansAndBoundsByThePairs() {
        Spread ratio = Spread.ratio(List.of(4.0, 9.0, 5.0), List.of(2.0, 3.0, 1.0), Double::doubleValue);
        assertThat(ratio).isEqualTo(new Spread(2.5, 2, 5));
    }
}
