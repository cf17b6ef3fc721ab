package dev.hazardmap.agent.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * Structural writes that may find nothing to do, for {@code --strict}: whether the key happened to be there is often an
 * accident of the schedule, and Go's detector counts {@code delete} of an absent key as a write too.
 */
final class StrictRules {
    private static final List<String> METHODS = List.of(
            "java/util/HashMap.removeNode",
            "java/util/HashMap.clear()",
            "java/util/LinkedHashMap.clear()",
            "java/util/TreeMap.remove(",
            "java/util/TreeMap.clear()",
            "java/util/WeakHashMap.remove(",
            "java/util/WeakHashMap.clear()",
            "java/util/IdentityHashMap.remove(",
            "java/util/IdentityHashMap.clear()",
            "java/util/EnumMap.remove(",
            "java/util/EnumMap.clear()",
            "java/util/ArrayList.remove(Ljava",
            "java/util/ArrayList.clear()",
            "java/util/ArrayList.removeIf",
            "java/util/LinkedList.remove(Ljava",
            "java/util/LinkedList.poll",
            "java/util/LinkedList.clear()",
            "java/util/ArrayDeque.removeFirstOccurrence",
            "java/util/ArrayDeque.pollFirst",
            "java/util/ArrayDeque.pollLast",
            "java/util/ArrayDeque.clear()",
            "java/util/PriorityQueue.remove(Ljava",
            "java/util/PriorityQueue.poll",
            "java/util/PriorityQueue.clear()");

    private StrictRules() {}

    static List<MethodRule> of(String owner) {
        List<MethodRule> rules = new ArrayList<>();
        for (String method : METHODS) {
            MethodRule rule = MethodRule.entry(method, "CollectionHooks.write", "this");
            if (rule.owner().equals(owner)) {
                rules.add(rule);
            }
        }
        return rules;
    }
}
