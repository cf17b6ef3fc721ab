package dev.hazardmap.detector;

/** One thread's {@link SiteState}s by site: open-addressed, made when the first access comes. */
final class SiteStates {
    private static final int INITIAL = 8;

    private SiteState[] states;
    private int size;

    SiteState at(int site) {
        SiteState[] all = states;
        if (all != null) {
            SiteState state = all[site & all.length - 1];
            if (state != null && state.site == site) {
                return state;
            }
        }
        return search(site);
    }

    private SiteState search(int site) {
        if (states == null) {
            states = new SiteState[INITIAL];
        }
        int i = slot(states, site);
        if (states[i] != null) {
            return states[i];
        }
        if (2 * ++size > states.length) {
            grow();
            i = slot(states, site);
        }
        return states[i] = new SiteState(site);
    }

    private void grow() {
        SiteState[] grown = new SiteState[states.length * 2];
        for (SiteState state : states) {
            if (state != null) {
                grown[slot(grown, state.site)] = state;
            }
        }
        states = grown;
    }

    /** The index of the site's state, or of the free entry for it. */
    private static int slot(SiteState[] all, int site) {
        int i = site & all.length - 1;
        while (all[i] != null && all[i].site != site) {
            i = i + 1 & all.length - 1;
        }
        return i;
    }
}
