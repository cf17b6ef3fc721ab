package dev.hazardmap.agent.report;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a race that was found.
 *
 * @param kind whether it is reported
 * @param reason why not; null when it is
 */
record Verdict(Kind kind, @Nullable String reason) {

    enum Kind {
        REPORTED,
        /** One of the JDK's own that do no harm: shown when asked for, never counted. */
        BENIGN,
        /** Left out by the user's file. */
        SUPPRESSED
    }

    private static final Verdict TO_REPORT = new Verdict(Kind.REPORTED, null);

    /** Judges a race: by the user's file first, so that its entries count all that they are about. */
    static Verdict of(RaceView race, Suppressions user, Suppressions benign) {
        Suppression suppression = user.find(race);
        if (suppression != null) {
            user.count(suppression);
            return new Verdict(Kind.SUPPRESSED, suppression.reason());
        }
        Suppression known = benign.find(race);
        return known == null ? TO_REPORT : new Verdict(Kind.BENIGN, known.reason());
    }

    boolean isReported() {
        return kind == Kind.REPORTED;
    }

    boolean isBenign() {
        return kind == Kind.BENIGN;
    }
}
