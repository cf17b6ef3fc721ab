package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GoMap and both engines of SyncMap against {@link GoReference}: nine key distributions, 10^7 operations in the full form. */
class GoMapFuzzTest {
    private static final int OPERATIONS = TestScale.of(60_000, 1_200_000);

    /** One in so many of the steps that may compare the whole contents does. */
    private static final int WHOLE_COMPARISON = 40;

    @ParameterizedTest
    @EnumSource(FuzzKeys.class)
    void goMap_anyOperations_agreesWithTheReference(FuzzKeys keys) {
        long seed = keys.ordinal() + 1;
        SplittableRandom random = new SplittableRandom(seed);
        GoMap<Object, Object> map = new GoMap<>();
        GoReference reference = new GoReference();
        for (int i = 0; i < OPERATIONS; i++) {
            Object key = keys.next(random);
            int choice = random.nextInt(1000);
            if (choice < 400) {
                expect(i, map.put(key, i), reference.put(key, i));
            } else if (choice < 600) {
                expect(i, map.remove(key), reference.remove(key));
            } else if (choice < 850) {
                expect(i, map.get(key), reference.get(key));
                expect(i, map.containsKey(key), reference.get(key) != null);
            } else if (choice < 900) {
                Object value = i;
                expect(i, map.merge(key, value, (a, b) -> b), put(reference, key, value));
            } else if (choice < 950) {
                Object former = reference.get(key);
                expect(i, map.putIfAbsent(key, i), former);
                if (former == null) {
                    reference.put(key, i);
                }
            } else if (choice < 990) {
                map.evacuateStep();
            } else if (choice < 998) {
                compareSometimes(random, i, map, reference);
            } else if (random.nextInt(4) == 0) {
                map.clear();
                reference.clear();
            } else {
                map = map.copy();
            }
            expect(i, map.size(), reference.size());
            if (i % 4999 == 0) {
                map.checkInvariants();
            }
        }
        expect(OPERATIONS, contents(map), reference.contents());
        map.checkInvariants();
    }

    private static void compareSometimes(
            SplittableRandom random, int i, GoMap<Object, Object> map, GoReference reference) {
        if (random.nextInt(WHOLE_COMPARISON) == 0) {
            expect(i, contents(map), reference.contents());
        }
    }

    private static Object put(GoReference reference, Object key, Object value) {
        reference.put(key, value);
        return value;
    }

    private static List<String> contents(Map<?, ?> map) {
        List<String> contents = new ArrayList<>();
        map.forEach((k, v) -> contents.add(k + "=" + v));
        contents.sort(null);
        return contents;
    }

    private static List<String> contents(SyncMap<?, ?> map) {
        List<String> contents = new ArrayList<>();
        map.range((k, v) -> contents.add(k + "=" + v));
        contents.sort(null);
        return contents;
    }

    /** AssertJ's description costs more than the operation; this is called tens of millions of times. */
    private static void expect(int step, Object found, Object expected) {
        if (!java.util.Objects.equals(found, expected)) {
            assertThat(found).as("step %d", step).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(FuzzKeys.class)
    void syncMapReadDirty_anyOperations_agreesWithTheReference(FuzzKeys keys) {
        fuzz(SyncMap.readDirty(), keys, false);
    }

    @ParameterizedTest
    @EnumSource(FuzzKeys.class)
    void syncMapHashTrie_anyOperations_agreesWithTheReference(FuzzKeys keys) {
        fuzz(SyncMap.hashTrie(), keys, true);
    }

    /** Both engines update -0.0 over 0.0 differently: the trie's new entry has the new key, read-dirty keeps the map's. */
    private static void fuzz(SyncMap<Object, Object> map, FuzzKeys keys, boolean keyReplaced) {
        SplittableRandom random = new SplittableRandom(keys.ordinal() + 100);
        GoReference reference = new GoReference();
        for (int i = 0; i < OPERATIONS; i++) {
            Object key = keys.next(random);
            int choice = random.nextInt(1000);
            Object former = reference.get(key);
            if (choice < 200) {
                expect(i, map.swap(key, i), new SyncMap.Loaded<>(former, former != null));
                reference.put(key, i);
            } else if (choice < 300) {
                map.store(key, i);
                reference.put(key, i);
            } else if (choice < 550) {
                expect(i, map.load(key), new SyncMap.Loaded<>(former, former != null));
            } else if (choice < 650) {
                Object actual = former == null ? (Object) i : former;
                expect(i, map.loadOrStore(key, i), new SyncMap.Loaded<>(actual, former != null));
                if (former == null) {
                    reference.put(key, i);
                }
            } else if (choice < 750) {
                expect(i, map.loadAndDelete(key), new SyncMap.Loaded<>(former, former != null));
                reference.remove(key);
            } else if (choice < 800) {
                map.delete(key);
                reference.remove(key);
            } else if (choice < 900) {
                boolean right = former != null && random.nextBoolean();
                expect(i, map.compareAndSwap(key, right ? former : (Object) (-i), i), right);
                if (right) {
                    reference.put(key, i);
                }
            } else if (choice < 990) {
                boolean right = former != null && random.nextBoolean();
                expect(i, map.compareAndDelete(key, right ? former : (Object) (-i)), right);
                if (right) {
                    reference.remove(key);
                }
            } else if (choice < 998) {
                if (random.nextInt(WHOLE_COMPARISON) == 0) {
                    expect(i, zeroless(contents(map)), zeroless(reference.contents()));
                }
            } else if (random.nextInt(4) == 0) {
                map.clear();
                reference.clear();
            }
            if (i % 4999 == 0) {
                map.checkInvariants();
            }
        }
        List<String> end = contents(map);
        expect(
                OPERATIONS,
                keyReplaced ? end : zeroless(end),
                keyReplaced ? reference.contents() : zeroless(reference.contents()));
        map.checkInvariants();
    }

    private static List<String> zeroless(List<String> contents) {
        List<String> plain = new ArrayList<>();
        contents.forEach(entry -> plain.add(entry.startsWith("-0.0=") ? entry.substring(1) : entry));
        plain.sort(null);
        return plain;
    }
}
