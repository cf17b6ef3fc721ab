package dev.hazardmap.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Which race belongs to which test.
 *
 * <p>A race is found at some moment by some thread; what is known of it is four stacks: of the two accesses and of the
 * starts of their threads. In this order:
 * <ol>
 *   <li>tests under way whose method made one of the accesses;
 *   <li>a test that has ended whose method did: its class, since the test was judged already;
 *   <li>the same two by the starts of the threads, which for a pool's threads say little;
 *   <li>the only test under way whose class is on one of the stacks;
 *   <li>the only test under way at all;
 *   <li>a class whose code is on one of the stacks;
 *   <li>nobody: whatever class ends next, and at last the run. Tests in parallel that share a pool of threads come here.
 * </ol>
 *
 * <p>Thread-safe. Its lock must not order tests that run in parallel: {@link RaceExtension} calls it unseen by the agent.
 */
final class Ledger {
    private final IntFunction<List<ReportedRace>> source;
    private int seen;
    private final Map<TestRun, List<ReportedRace>> running = new LinkedHashMap<>();
    private final Set<TestRun> ended = new LinkedHashSet<>();
    private final Set<String> classes = new LinkedHashSet<>();
    private final Map<String, List<ReportedRace>> ofClasses = new HashMap<>();
    private List<ReportedRace> ofNobody = new ArrayList<>();

    /** @param source gives all races that come after the first so many */
    Ledger(IntFunction<List<ReportedRace>> source) {
        this.source = source;
    }

    synchronized void classBegins(String className) {
        look();
        classes.add(className);
    }

    synchronized void testBegins(TestRun test) {
        look();
        running.put(test, new ArrayList<>());
    }

    /** The test is over; gives back its races. */
    synchronized List<ReportedRace> testEnds(TestRun test) {
        look();
        List<ReportedRace> races = running.remove(test);
        ended.add(new TestRun("", test.className(), test.method()));
        return races == null ? List.of() : races;
    }

    /** The class is over; gives back the races that are its but no test's, and those that are nobody's. */
    synchronized List<ReportedRace> classEnds(String className) {
        look();
        List<ReportedRace> races = new ArrayList<>();
        List<ReportedRace> own = ofClasses.remove(className);
        if (own != null) {
            races.addAll(own);
        }
        races.addAll(takeOfNobody());
        return races;
    }

    /** The run is over; gives back all that nobody had to answer for. */
    synchronized List<ReportedRace> runEnds() {
        look();
        List<ReportedRace> races = takeOfNobody();
        ofClasses.values().forEach(races::addAll);
        ofClasses.clear();
        return races;
    }

    private List<ReportedRace> takeOfNobody() {
        List<ReportedRace> races = ofNobody;
        ofNobody = new ArrayList<>();
        return races;
    }

    private void look() {
        List<ReportedRace> found = source.apply(seen);
        seen += found.size();
        found.forEach(this::assign);
    }

    private void assign(ReportedRace race) {
        List<List<ReportedRace>> owners = ofMethod(race::accessedBy);
        if (owners.isEmpty()) {
            owners = ofMethod(race::startedBy);
        }
        if (owners.isEmpty()) {
            owners = List.of(ofNoMethod(race));
        }
        owners.forEach(races -> races.add(race));
    }

    /** Of the tests under way that this is true of; else of the class of one that has ended. */
    private List<List<ReportedRace>> ofMethod(Predicate<TestRun> isOnStack) {
        List<List<ReportedRace>> owners = new ArrayList<>();
        running.forEach((test, races) -> {
            if (isOnStack.test(test)) {
                owners.add(races);
            }
        });
        if (owners.isEmpty()) {
            ended.stream().filter(isOnStack).findFirst().ifPresent(test -> owners.add(ofClass(test.className())));
        }
        return owners;
    }

    private List<ReportedRace> ofNoMethod(ReportedRace race) {
        List<List<ReportedRace>> byClass = new ArrayList<>();
        running.forEach((test, races) -> {
            if (race.runsThrough(test.className())) {
                byClass.add(races);
            }
        });
        if (byClass.size() == 1) {
            return byClass.get(0);
        }
        return running.size() == 1 ? running.values().iterator().next() : ofSomeClass(race);
    }

    private List<ReportedRace> ofSomeClass(ReportedRace race) {
        for (String className : classes) {
            if (race.runsThrough(className)) {
                return ofClass(className);
            }
        }
        return ofNobody;
    }

    private List<ReportedRace> ofClass(String className) {
        return ofClasses.computeIfAbsent(className, unused -> new ArrayList<>());
    }
}
