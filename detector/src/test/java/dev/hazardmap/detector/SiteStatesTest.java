package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiteStatesTest {
    private final SiteStates states = new SiteStates();

    @Test
    void at_sameSite_sameState() {
        SiteState state = states.at(7);

        assertThat(state.site).isEqualTo(7);
        assertThat(states.at(7)).isSameAs(state);
        assertThat(states.at(7 + 8)).isNotSameAs(state); // falls on the same entry of the first table
    }

    @Test
    void at_manySites_eachKeepsItsStateWhileTheTableGrows() {
        Random random = new Random(5);
        Map<Integer, SiteState> made = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int site = random.nextInt(3) == 0 ? -random.nextInt(500) : random.nextInt(4_000) << random.nextInt(6);
            SiteState state = states.at(site);
            assertThat(state.site).isEqualTo(site);
            SiteState before = made.putIfAbsent(site, state);
            assertThat(before == null || before == state).as("site %s", site).isTrue();
        }
        assertThat(made).hasSizeGreaterThan(2_000);
    }
}
