package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The reference by hand-written cases: the reason first, then the trace, then what races. The detector must agree with
 * the reference on each of them too; cases that once found it wrong say so.
 */
class ReferenceTest {
    // ---- what conflicts

    /** Two reads of the structure never conflict. */
    @Test
    void reads_unordered_noRace() {
        noRace(two().get(1, 0).get(2, 0).iterate(1));
    }

    /** A put of a new key writes the structure, which every read of the map reads. */
    @Test
    void putOfNewKeyThenGet_unordered_race() {
        races(two().put(1, 0).get(2, 1), "2 structure read - 1 structure write");
    }

    /** A put on an existing key leaves the structure alone: another key's entry is another location. */
    @Test
    void putsOnTwoExistingKeys_unordered_noRace() {
        noRace(withKeys().put(1, 0).put(2, 1));
    }

    /** ... and the same key's is the same. */
    @Test
    void putsOnOneExistingKey_unordered_raceOnTheEntry() {
        races(withKeys().put(1, 0).put(2, 0), "2 entry write - 1 entry write");
    }

    /** A get reads the structure and the entry that it finds. */
    @Test
    void putOnExistingKeyThenGet_unordered_raceOnTheEntry() {
        races(withKeys().put(1, 0).get(2, 0), "2 entry read - 1 entry write");
    }

    /** A remove that finds nothing has only looked (an intent, reported with --strict alone). */
    @Test
    void removeOfAbsentKeyThenGet_unordered_noRace() {
        noRace(withKeys().remove(1, 7).get(2, 0));
    }

    /** A remove that finds its key writes the structure. */
    @Test
    void removeOfPresentKeyThenGet_unordered_race() {
        races(withKeys().remove(1, 0).get(2, 1), "2 structure read - 1 structure write");
    }

    /** A key that was removed and put again has a new entry: the old one's value is another location. */
    @Test
    void setValueBeforeRemoveAndPut_getOfTheNewEntry_raceOnTheStructureAlone() {
        Trace trace = withKeys().put(1, 0).remove(1, 0).put(1, 0).get(2, 0);
        races(trace, "2 structure read - 1 structure write");
    }

    /** clear writes the structure even of an empty map (it counts a modification). */
    @Test
    void clearThenIterate_unordered_race() {
        races(two().clear(1).iterate(2), "2 structure read - 1 structure write");
    }

    /** Two maps are two locations. */
    @Test
    void putsIntoTwoMaps_unordered_noRace() {
        noRace(two().put(1, 0).add(2, Op.PUT, Trace.OTHER_HASH_MAP, 0));
    }

    /** A "read" that writes is a write: get of an access-ordered LinkedHashMap relinks the entry. */
    @Test
    void getsOfAccessOrderedMap_unordered_race() {
        Trace trace = new Trace()
                .add(0, Op.PUT, Trace.LRU_MAP, 0)
                .start(0)
                .start(0)
                .add(1, Op.GET, Trace.LRU_MAP, 0)
                .add(2, Op.GET, Trace.LRU_MAP, 0);
        races(trace, "2 structure read - 1 structure write", "2 structure write - 1 structure write");
    }

    /** List.set on two indexes: two elements, no structure. */
    @Test
    void listSets_twoIndexes_noRaceOneIndexRace() {
        Trace lists = new Trace()
                .add(0, Op.PUT, Trace.ARRAY_LIST, 0)
                .add(0, Op.PUT, Trace.ARRAY_LIST, 1)
                .start(0)
                .start(0)
                .add(1, Op.PUT, Trace.ARRAY_LIST, 0);
        noRace(lists.withoutRange(0, 0).add(2, Op.PUT, Trace.ARRAY_LIST, 1));
        races(lists.add(2, Op.PUT, Trace.ARRAY_LIST, 0), "2 entry write - 1 entry write");
    }

    /** setValue goes through a node that a structural write may unhook: it reads the structure. The detector forgot. */
    @Test
    void putOfNewKeyThenSetValue_unordered_race() {
        races(withKeys().put(1, 7).add(2, Op.SET_VALUE, Trace.HASH_MAP, 0), "2 structure read - 1 structure write");
    }

    /** getValue reads one field of one node. */
    @Test
    void putOfNewKeyThenGetValue_unordered_noRace() {
        noRace(withKeys().put(1, 7).add(2, Op.GET_VALUE, Trace.HASH_MAP, 0));
    }

    // ---- threads (JLS 17.4.4)

    /** What the starter did before the start happens before the new thread's first action, what it does after doesn't. */
    @Test
    void start_writesBeforeAndAfter_onlyTheLatterRaces() {
        noRace(new Trace().put(0, 0).start(0).get(1, 0));
        races(new Trace().start(0).put(0, 0).get(1, 0), "1 structure read - 0 structure write");
    }

    /** A thread's end happens before the return of join, so all that it did does. */
    @Test
    void join_afterTheEnd_noRace() {
        noRace(new Trace().start(0).put(1, 0).end(1).join(0, 1).put(0, 1));
    }

    /** The end itself orders nobody who doesn't look. */
    @Test
    void end_withoutJoin_race() {
        races(new Trace().start(0).put(1, 0).end(1).put(0, 1), "0 structure write - 1 structure write");
    }

    /** Siblings: the common parent orders neither. */
    @Test
    void start_twoChildren_race() {
        races(two().put(1, 0).put(2, 1), "2 structure write - 1 structure write");
    }

    /** A chain of joins and starts is transitive: 1 ends, 0 joins it and starts 2. */
    @Test
    void joinThenStart_transitive_noRace() {
        noRace(new Trace().start(0).put(1, 0).end(1).join(0, 1).start(0).put(2, 1));
    }

    /** interrupt happens before whatever sees the interrupt. */
    @Test
    void interrupt_seen_noRaceNotSeenRace() {
        Trace trace = two().put(1, 0).interrupt(1, 2);
        races(trace.withoutRange(0, 0).put(2, 1), "2 structure write - 1 structure write");
        noRace(trace.seeInterrupt(2, 2).put(2, 1));
    }

    // ---- monitors and locks

    /** Exit happens before the next enter of the same monitor. */
    @Test
    void monitor_same_noRaceAnotherOneRace() {
        Trace trace = two().add(1, Op.ENTER, 0).put(1, 0).add(1, Op.EXIT, 0);
        noRace(trace.withoutRange(0, 0).add(2, Op.ENTER, 0).put(2, 1));
        races(trace.add(2, Op.ENTER, 1).put(2, 1), "2 structure write - 1 structure write");
    }

    /** The first access after the exit is no longer ordered. */
    @Test
    void monitor_accessAfterExit_race() {
        Trace trace = two().add(1, Op.ENTER, 0)
                .add(1, Op.EXIT, 0)
                .put(1, 0)
                .add(2, Op.ENTER, 0)
                .put(2, 1);
        races(trace, "2 structure write - 1 structure write");
    }

    /** wait gives the monitor up and takes it again (JLS 17.2): both edges. */
    @Test
    void wait_betweenTwoThreads_orderedBothWays() {
        Trace trace = two().add(1, Op.ENTER, 0)
                .put(1, 0)
                .add(1, Op.WAIT, 0)
                .add(2, Op.ENTER, 0)
                .put(2, 1)
                .add(2, Op.EXIT, 0)
                .add(1, Op.WAKE, 0)
                .put(1, 2);
        noRace(trace);
    }

    /** Readers of a read-write lock are ordered with writers, not with each other. */
    @Test
    void readLock_twoReadersThatWrite_race() {
        Trace trace = two().add(1, Op.READ_LOCK, 0)
                .put(1, 0)
                .add(1, Op.READ_UNLOCK, 0)
                .add(2, Op.READ_LOCK, 0)
                .put(2, 1);
        races(trace, "2 structure write - 1 structure write");
    }

    /** A writer is ordered after every reader before it, and before every later one. */
    @Test
    void writeLock_betweenReaders_noRace() {
        Trace trace = two().add(1, Op.READ_LOCK, 0)
                .get(1, 0)
                .add(1, Op.READ_UNLOCK, 0)
                .add(2, Op.WRITE_LOCK, 0)
                .put(2, 1)
                .add(2, Op.WRITE_UNLOCK, 0)
                .add(1, Op.READ_LOCK, 0)
                .get(1, 1);
        noRace(trace);
    }

    /** An optimistic read whose stamp is still valid is ordered after the last write unlock ... */
    @Test
    void optimisticRead_validAfterLockedWrite_noRace() {
        noRace(two().add(1, Op.WRITE_LOCK, 0)
                .put(1, 0)
                .add(1, Op.WRITE_UNLOCK, 0)
                .add(2, Op.OPTIMISTIC_READ, 0)
                .get(2, 0)
                .add(2, Op.VALIDATE, 0));
    }

    /** ... one whose stamp is not was thrown away by the program ... */
    @Test
    void optimisticRead_invalid_noRace() {
        noRace(two().add(2, Op.OPTIMISTIC_READ, 0)
                .add(1, Op.WRITE_LOCK, 0)
                .put(1, 0)
                .get(2, 0)
                .add(2, Op.VALIDATE, 0));
    }

    /** ... and one of a map that somebody writes without the lock is a race, valid or not. */
    @Test
    void optimisticRead_validAfterWriteWithoutLock_race() {
        Trace trace = two().put(1, 0).add(2, Op.OPTIMISTIC_READ, 0).get(2, 1).add(2, Op.VALIDATE, 0);
        races(trace, "2 structure read - 1 structure write");
    }

    // ---- access modes

    /** A volatile write happens before every later volatile read of the same variable (JLS 17.4.4). */
    @Test
    void volatile_writeThenRead_noRaceOtherVariableRace() {
        Trace trace = two().put(1, 0).add(1, Op.VOLATILE_WRITE, 0);
        noRace(trace.withoutRange(0, 0).add(2, Op.VOLATILE_READ, 0).put(2, 1));
        races(trace.add(2, Op.VOLATILE_READ, 1).put(2, 1), "2 structure write - 1 structure write");
    }

    /** Two volatile writes: the later one orders nobody after the earlier writer, but a read is ordered after both. */
    @Test
    void volatile_twoWriters_readerOrderedAfterBoth() {
        Trace trace = three().put(1, 0).add(1, Op.VOLATILE_WRITE, 0).add(2, Op.VOLATILE_WRITE, 0);
        noRace(trace.withoutRange(0, 0).add(3, Op.VOLATILE_READ, 0).put(3, 1));
        races(trace.put(2, 1), "2 structure write - 1 structure write");
    }

    /** A compare-and-set that succeeds reads and writes. */
    @Test
    void cas_successful_acquiresAndReleases() {
        noRace(three().put(1, 0)
                .add(1, Op.CAS, 0)
                .add(2, Op.CAS, 0)
                .put(2, 1)
                .add(2, Op.CAS, 0)
                .add(3, Op.VOLATILE_READ, 0)
                .put(3, 2));
    }

    /** One that fails only reads: it releases nothing. */
    @Test
    void cas_failed_acquiresButReleasesNothing() {
        noRace(two().put(1, 0)
                .add(1, Op.VOLATILE_WRITE, 0)
                .add(2, Op.FAILED_CAS, 0)
                .put(2, 1));
        Trace trace = two().put(1, 0)
                .add(1, Op.FAILED_CAS, 0)
                .add(2, Op.VOLATILE_READ, 0)
                .put(2, 1);
        races(trace, "2 structure write - 1 structure write");
    }

    /** setRelease, getAcquire: an edge when the acquire reads that store. */
    @Test
    void release_readByAcquire_noRace() {
        noRace(two().put(1, 0)
                .add(1, Op.SET_RELEASE, 0)
                .add(2, Op.GET_ACQUIRE, 0)
                .put(2, 1));
    }

    /** A release store that was overwritten is read by nobody. (The detector is known to keep it: decisions.md.) */
    @Test
    void release_overwritten_raceThatTheDetectorMayMiss() {
        Trace trace = three().put(1, 0)
                .add(1, Op.SET_RELEASE, 0)
                .add(2, Op.SET_RELEASE, 0)
                .add(3, Op.GET_ACQUIRE, 0)
                .put(3, 1);
        assertThat(due(trace, false)).containsExactly("3 structure write - 1 structure write");
        assertThat(due(trace, true)).isEmpty();
        assertThat(Comparison.disagreements(trace)).isEmpty();
    }

    /** A read-modify-write goes on with the release that it read: who reads its value has both. */
    @Test
    void release_continuedByReadModifyWrite_noRace() {
        noRace(three().put(1, 0)
                .add(1, Op.SET_RELEASE, 0)
                .add(2, Op.ADD_RELEASE, 0)
                .add(3, Op.GET_ACQUIRE, 0)
                .put(3, 1));
    }

    /** Opaque accesses order nothing. */
    @Test
    void opaque_writeThenRead_race() {
        Trace trace = two().put(1, 0)
                .add(1, Op.SET_OPAQUE, 0)
                .add(2, Op.GET_OPAQUE, 0)
                .put(2, 1);
        races(trace, "2 structure write - 1 structure write");
    }

    /** A release fence before an opaque store, an opaque load before an acquire fence: an edge between the fences. */
    @Test
    void fences_aroundOpaqueAccesses_noRaceOneMissingRace() {
        Trace trace = two().put(1, 0)
                .add(1, Op.RELEASE_FENCE, 0)
                .add(1, Op.SET_OPAQUE, 0)
                .add(2, Op.GET_OPAQUE, 0);
        races(trace.withoutRange(0, 0).put(2, 1), "2 structure write - 1 structure write");
        noRace(trace.add(2, Op.ACQUIRE_FENCE, 0).put(2, 1));
    }

    /** What comes after the release fence is not covered by it. */
    @Test
    void fences_accessAfterReleaseFence_race() {
        Trace trace = two().add(1, Op.RELEASE_FENCE, 0)
                .put(1, 0)
                .add(1, Op.SET_OPAQUE, 0)
                .add(2, Op.GET_OPAQUE, 0)
                .add(2, Op.ACQUIRE_FENCE, 0)
                .put(2, 1);
        races(trace, "2 structure write - 1 structure write");
    }

    // ---- other edges

    /** The end of a class's initialisation happens before every other thread's use of it (JLS 12.4.2). */
    @Test
    void classInitialisation_thenUse_noRace() {
        noRace(two().put(1, 0).add(1, Op.INIT, 0).add(2, Op.USE, 0).put(2, 1));
    }

    /** countDown and await, release and acquire of a permit: all releasers before the acquirer. */
    @Test
    void synchronizer_twoReleasers_bothBeforeTheAcquirer() {
        noRace(three().get(1, 0)
                .add(1, Op.HAND_OVER, 0)
                .get(2, 5)
                .add(2, Op.HAND_OVER, 0)
                .add(3, Op.TAKE_OVER, 0)
                .put(3, 1));
    }

    /** A final field's freeze: reads of what was written before are no race, writes and later contents are (17.5). */
    @Test
    void freeze_readOfWhatWasThere_noRaceWriteRace() {
        Trace trace = two().put(1, 0).add(1, Op.FREEZE, Trace.HASH_MAP);
        noRace(trace.withoutRange(0, 0).get(2, 0));
        races(trace.withoutRange(0, 0).put(2, 7), "2 structure write - 1 structure write");
        races(trace.put(1, 1).get(2, 0), "2 structure read - 1 structure write");
    }

    // ---- cases that found the detector wrong

    /** Recording goes off and on again between the optimistic read's stamp and its validation. */
    @Test
    void optimisticRead_aloneWhenValidated_laterReadsCount() {
        Trace trace = new Trace()
                .put(0, 0)
                .start(0)
                .add(0, Op.OPTIMISTIC_READ, 0)
                .end(1)
                .join(0, 1)
                .add(0, Op.VALIDATE, 0)
                .start(0)
                .get(0, 0)
                .put(2, 1);
        races(trace, "2 structure write - 0 structure read");
    }

    /** A read through a final field, made under an optimistic stamp. */
    @Test
    void freeze_readOptimistically_noRace() {
        noRace(two().put(1, 0)
                .add(1, Op.FREEZE, Trace.HASH_MAP)
                .add(2, Op.OPTIMISTIC_READ, 0)
                .get(2, 7)
                .add(2, Op.VALIDATE, 0));
    }

    /** An entry read that is not ordered before the structural write in between must not be forgotten with the rest. */
    @Test
    void getValue_structuralWriteByAnotherBetween_stillRacesWithPut() {
        Trace trace = new Trace()
                .put(0, 0)
                .start(0)
                .start(0)
                .start(0)
                .add(1, Op.GET_VALUE, Trace.HASH_MAP, 0)
                .put(2, 1)
                .put(3, 0);
        races(trace, "3 entry write - 1 entry read", "3 structure read - 2 structure write");
    }

    /** A first access to an entry alone must not make the first look at the structure look like a second one. */
    @Test
    void getValueThenGet_afterWritesOfOneThread_race() {
        Trace trace = two().put(1, 0)
                .put(1, 1)
                .add(2, Op.GET_VALUE, Trace.HASH_MAP, 0)
                .get(2, 0);
        races(trace, "2 structure read - 1 structure write");
    }

    /** A dead thread's write races with every reader that it is not ordered with, whoever else has joined it. */
    @Test
    void deadThreadsWrite_coveredByManyReaders_stillRacesWithTheOneThatIsNot() {
        Trace trace = two().put(1, 0).end(1).join(0, 1);
        for (int reader = 3; reader < 9; reader++) {
            trace.start(0).get(reader, 0);
        }
        races(trace.get(2, 0), "2 structure read - 1 structure write");
    }

    // ---- the words

    private static Trace two() {
        return new Trace().start(0).start(0);
    }

    private static Trace three() {
        return two().start(0);
    }

    /** Threads 1 and 2, keys 0 and 1 in the map before them. */
    private static Trace withKeys() {
        return new Trace().put(0, 0).put(0, 1).start(0).start(0);
    }

    private static void noRace(Trace trace) {
        races(trace);
    }

    private static void races(Trace trace, String... expected) {
        assertThat(due(trace, false)).as("the reference").containsExactlyInAnyOrder(expected);
        assertThat(Comparison.disagreements(trace)).as("the detector").isEmpty();
    }

    private static Set<String> due(Trace trace, boolean lenient) {
        List<Step> steps = World.steps(trace);
        assertThat(steps).as("every event can happen").hasSameSizeAs(trace.events);
        Set<String> pairs = new TreeSet<>();
        for (Reference.Due due : Reference.of(steps, lenient).due) {
            pairs.add(steps.get(due.step()).thread() + " " + Comparison.kind(due.access()) + " - " + due.otherThread()
                    + " " + Comparison.kind(due.otherAccess()));
        }
        return pairs;
    }
}
