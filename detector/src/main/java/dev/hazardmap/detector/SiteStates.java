package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** One thread's {@link SiteState}s by site: open-addressed, made when the first access comes. */
final class SiteStates {
    private static final int INITIAL = 8;

    private SiteState @Nullable [] states;
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
        SiteState[] all = states;
        if (all == null) {
            all = new SiteState[INITIAL];
            states = all;
        }
        int i = slot(all, site);
        if (all[i] != null) {
            return all[i];
        }
        if (2 * ++size > all.length) {
            all = grown(all);
            states = all;
            i = slot(all, site);
        }
        return all[i] = new SiteState(site);
    }

    private static SiteState[] grown(SiteState[] all) {
        SiteState[] grown = new SiteState[all.length * 2];
        for (SiteState state : all) {
            if (state != null) {
                grown[slot(grown, state.site)] = state;
            }
        }
        return grown;
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
