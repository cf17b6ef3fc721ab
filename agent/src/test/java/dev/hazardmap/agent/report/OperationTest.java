package dev.hazardmap.agent.report;

import static dev.hazardmap.agent.report.Accesses.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.detector.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTest {
    /** The outermost JDK method, then those it called; the access; the words. */
    @ParameterizedTest
    @CsvSource({
        "HashMap.get/HashMap.getNode, 0, get",
        "HashMap.put/HashMap.putVal, 0, put",
        "HashMap.put/HashMap.putVal, 1, 'put, new key: structural'",
        "HashMap.putIfAbsent/HashMap.putVal, 1, 'putIfAbsent, new key: structural'",
        "HashMap.put/HashMap.putVal, 3, 'put, existing key: entry'",
        "HashMap.putAll/HashMap.putMapEntries, 1, putAll: structural",
        "HashMap.remove/HashMap.removeNode, 1, remove: structural",
        "HashMap.get/HashMap.getNode, 2, get: entry",
        "HashMap.merge, 3, merge: entry",
        "WeakHashMap.get/WeakHashMap.getTable/WeakHashMap.expungeStaleEntries, 1,"
                + " 'get, expunged stale entries: structural'",
        "LinkedHashMap.get/LinkedHashMap.afterNodeAccess, 1, 'get, moved the entry to the end: structural'",
        "BitSet.clone/BitSet.trimToSize, 1, 'clone, trimmed the storage: structural'",
        "ArrayList.trimToSize, 1, trimToSize: structural",
        "HashSet.add/HashMap.put/HashMap.putVal, 1, add: structural",
    })
    void of_access_nameAndWhatItDid(String calls, int access, String words) {
        String[] outermostFirst = calls.split("/");
        StackTraceElement[] stack = new StackTraceElement[outermostFirst.length + 1];
        for (int i = 0; i < outermostFirst.length; i++) {
            String[] call = outermostFirst[i].split("\\.");
            stack[outermostFirst.length - 1 - i] = frame("java.util." + call[0], call[1], 1);
        }
        stack[outermostFirst.length] = frame("com.acme.Sessions", "put", 41);

        Operation operation = Operation.of(stack, access);

        assertThat(operation.words()).isEqualTo(words);
        assertThat(operation.name()).isEqualTo(outermostFirst[0].split("\\.")[1]);
    }

    /** Task.run of the JDK's own thread is not what the application called. */
    @Test
    void of_jdkUpToTheThread_stopsThere() {
        StackTraceElement[] stack = {
            frame("java.util.HashMap", "put", 1),
            frame("java.util.concurrent.FutureTask", "run", 2),
            frame("java.lang.Thread", "run", 3)
        };

        assertThat(Operation.of(stack, Access.STRUCTURE_READ).name()).isEqualTo("run");
    }

    @Test
    void of_noStack_anAccess() {
        assertThat(Operation.of(new StackTraceElement[0], Access.STRUCTURE_READ))
                .isEqualTo(new Operation("access", "access"));
    }

    /** A method of the application that has the name of an inner one says nothing. */
    @Test
    void of_applicationsExpungeStaleEntries_notTaken() {
        StackTraceElement[] stack = {
            frame("java.util.HashMap", "clear", 1), frame("com.acme.Cache", "expungeStaleEntries", 2)
        };

        assertThat(Operation.of(stack, Access.STRUCTURE_WRITE).words()).isEqualTo("clear: structural");
    }
}
