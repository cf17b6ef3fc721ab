package dev.hazardmap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final TestRun ADD = new TestRun("1", "com.acme.CartTest", "add");
    private static final TestRun REMOVE = new TestRun("2", "com.acme.CartTest", "remove");
    private static final TestRun PAY = new TestRun("3", "com.acme.PayTest", "pay");

    private final List<ReportedRace> found = new ArrayList<>();
    private final Ledger ledger = new Ledger(first -> List.copyOf(found.subList(first, found.size())));

    @Test
    void raceFoundBeforeTheTest_isNotItsOwn() {
        find("com.acme.Pool", "run");
        ledger.testBegins(ADD);

        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.classEnds("com.acme.CartTest")).hasSize(1);
    }

    @Test
    void raceWhileOneTestRuns_isThatTests() {
        ledger.testBegins(ADD);
        find("com.acme.Pool", "run");

        assertThat(ledger.testEnds(ADD)).hasSize(1);
        assertThat(ledger.classEnds("com.acme.CartTest")).isEmpty();
    }

    @Test
    void raceWhileTwoTestsRun_isThatOfTheMethodOnItsStacks() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find("com.acme.PayTest", "lambda$pay$3");

        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.testEnds(PAY)).hasSize(1);
    }

    @Test
    void raceWhileTwoTestsRun_ofTheClassWhoseHelperIsOnItsStacks() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find("com.acme.PayTest$Terminal", "charge");

        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.testEnds(PAY)).hasSize(1);
    }

    @Test
    void raceWhileTwoTestsRun_nothingKnown_failsWhateverClassEndsNext() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find("com.acme.Pool", "run");

        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.testEnds(PAY)).isEmpty();
        assertThat(ledger.classEnds("com.acme.PayTest")).hasSize(1);
        assertThat(ledger.runEnds()).isEmpty();
    }

    @Test
    void raceOfATestThatHasEnded_isItsClassesAndNotTheNextTests() {
        ledger.testBegins(ADD);
        ledger.testEnds(ADD);
        ledger.testBegins(REMOVE);
        find("com.acme.CartTest", "lambda$add$0");

        assertThat(ledger.testEnds(REMOVE)).isEmpty();
        assertThat(ledger.classEnds("com.acme.CartTest")).hasSize(1);
    }

    /** A pool's thread may have been started in the middle of another test. */
    @Test
    void raceOnAThreadThatAnotherTestStarted_isThatOfTheTestThatAccessed() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find(new StackTraceElement("com.acme.PayTest", "pay", null, 7), "com.acme.CartTest", "add");

        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.testEnds(PAY)).hasSize(1);
    }

    @Test
    void raceOfAThreadThatOneTestStarted_isThatTests() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find(new StackTraceElement("com.acme.Pool", "run", null, 7), "com.acme.CartTest", "add");

        assertThat(ledger.testEnds(PAY)).isEmpty();
        assertThat(ledger.testEnds(ADD)).hasSize(1);
    }

    @Test
    void raceInBeforeAll_isTheClasses() {
        ledger.classBegins("com.acme.PayTest");
        ledger.classBegins("com.acme.CartTest");
        find("com.acme.CartTest", "fillShelves");

        ledger.testBegins(PAY);
        assertThat(ledger.testEnds(PAY)).isEmpty();
        assertThat(ledger.classEnds("com.acme.PayTest")).isEmpty();
        assertThat(ledger.classEnds("com.acme.CartTest")).hasSize(1);
    }

    @Test
    void raceAfterTheLastClass_isTheRuns() {
        ledger.classBegins("com.acme.CartTest");
        ledger.classEnds("com.acme.CartTest");
        find("com.acme.CartTest", "fillShelves");
        find("com.acme.Pool", "run");

        assertThat(ledger.runEnds()).hasSize(2);
    }

    @Test
    void raceOfAClassWithALongerName_isNotTheShorterOnes() {
        ledger.testBegins(ADD);
        ledger.testBegins(PAY);
        find("com.acme.PayTestHelper", "pay");

        assertThat(ledger.testEnds(PAY)).isEmpty();
        assertThat(ledger.testEnds(ADD)).isEmpty();
        assertThat(ledger.runEnds()).hasSize(1);
    }

    private void find(String className, String method) {
        StackTraceElement frame = new StackTraceElement(className, method, null, 7);
        found.add(new ReportedRace("race " + found.size(), List.of(frame), List.of()));
    }

    private void find(StackTraceElement access, String startClass, String startMethod) {
        StackTraceElement start = new StackTraceElement(startClass, startMethod, null, 9);
        found.add(new ReportedRace("race " + found.size(), List.of(access), List.of(start)));
    }
}
