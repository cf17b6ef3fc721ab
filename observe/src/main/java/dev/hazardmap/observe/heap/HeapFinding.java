package dev.hazardmap.observe.heap;

/**
 * Something about a map that its owner may not know.
 *
 * @param kind what it is
 * @param map the map
 * @param bytes how many bytes are at stake, for the order
 * @param text one sentence
 */
public record HeapFinding(Kind kind, HeapMap map, long bytes, String text) {
    /** Kinds of findings, in the order of a report. */
    public enum Kind {
        /** A table far larger than its entries need: grown, then emptied. */
        IDLE_SLOTS("Grown and emptied"),
        /** Entries that were deleted, or whose key was collected, and that are still there. */
        DEAD_KEYS("Deleted keys that stay"),
        /** A lambda or an inner class holds a map. */
        CAPTURED("Lambdas and inner classes that hold a map"),
        /** An object that is kept only by one that points back at it keeps a map. */
        LIVE_PARENT("Kept by a back reference alone"),
        /** A map on a cycle of references that something outside keeps. */
        CYCLE("On a cycle (which keeps nothing by itself)"),
        /** A map that nothing keeps. */
        UNREACHABLE("Unreachable: the next collection frees it");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As a heading. */
        public String title() {
            return title;
        }
    }
}
