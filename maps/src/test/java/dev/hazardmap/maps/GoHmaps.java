package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bare hash tables for tests of Go's rules: a fatal error is an exception that carries its kind. */
final class GoHmaps {
    private GoHmaps() {}

    static final class Fatal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Kind kind;

        Fatal(Kind kind) {
            super(kind.goText());
            this.kind = kind;
        }
    }

    static <K, V> GoHmap<K, V> make(int hint) {
        return make(hint, GoMapTracer.NONE);
    }

    static <K, V> GoHmap<K, V> make(int hint, GoMapTracer tracer) {
        SplittableRandom random = new SplittableRandom(42);
        return new GoHmap<>(
                hint,
                random::nextInt,
                kind -> {
                    throw new Fatal(kind);
                },
                tracer);
    }

    /** A map of the keys 0 to n-1, each its own value. */
    static GoHmap<Integer, Integer> ofInts(int n) {
        GoHmap<Integer, Integer> h = make(0);
        for (int i = 0; i < n; i++) {
            h.put(i, i);
        }
        return h;
    }

    static <K, V> List<K> keys(GoHmap<K, V> h) {
        List<K> keys = new ArrayList<>();
        for (GoHmapIterator<K, V> it = new GoHmapIterator<>(h); it.advance(); ) {
            keys.add(it.key());
        }
        return keys;
    }

    static int chainLength(GoHmap<?, ?> h, int bucket) {
        int length = 0;
        for (GoBucket b = h.buckets[bucket]; b != null; b = b.overflow) {
            length++;
        }
        return length;
    }

    static int evacuated(GoHmap<?, ?> h) {
        return GoMapState.of(h).evacuated();
    }

    /** A key with a hash code of the test's choice. */
    record Key(int id, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** A key whose hashCode fails when told to. */
    static final class Moody {
        boolean fails;

        @Override
        public int hashCode() {
            if (fails) {
                throw new IllegalStateException("hashCode fails");
            }
            return 7;
        }
    }
}
