package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/** How slots of a {@link GoHmap} become empty: rule 1.6, one of them, and rule 1.7, all. */
final class GoEmptying {
    private GoEmptying() {}

    /** Empties one slot of a chain. */
    static void delete(GoBucket head, GoBucket bucket, int slot) {
        bucket.set(slot, GoBucket.EMPTY_ONE, null, null);
        restoreEmptyRest(head, bucket, slot);
    }

    /** Turns the run of emptyOne that now ends the chain, if it does, into emptyRest, walking backwards. */
    private static void restoreEmptyRest(GoBucket head, GoBucket bucket, int slot) {
        if (!restIsEmpty(bucket, slot)) {
            return;
        }
        GoBucket b = bucket;
        int i = slot;
        do {
            b.setTop(i, GoBucket.EMPTY_REST);
            if (i == 0) {
                if (b == head) {
                    return;
                }
                b = predecessor(head, b);
                i = GoBucket.SLOTS;
            }
            i--;
        } while (b.top(i) == GoBucket.EMPTY_ONE);
    }

    private static boolean restIsEmpty(GoBucket bucket, int slot) {
        if (slot < GoBucket.SLOTS - 1) {
            return bucket.top(slot + 1) == GoBucket.EMPTY_REST;
        }
        GoBucket next = bucket.overflow;
        return next == null || next.top(0) == GoBucket.EMPTY_REST;
    }

    private static GoBucket predecessor(GoBucket head, GoBucket bucket) {
        GoBucket b = head;
        for (GoBucket next = b.overflow; next != null && next != bucket; next = b.overflow) {
            b = next;
        }
        return b;
    }

    /** Every slot becomes emptyRest, for iterators that stand in one of these buckets; the array itself is kept, unused. */
    static void clear(@Nullable GoBucket @Nullable [] array) {
        if (array == null) {
            return;
        }
        for (int i = 0; i < array.length; i++) {
            GoBucket b = array[i];
            array[i] = null;
            while (b != null && b != GoBucket.EVACUATED_UNUSED) {
                GoBucket next = b.overflow;
                b.tops = 0;
                b.forgetEntries();
                b = next;
            }
        }
    }
}
