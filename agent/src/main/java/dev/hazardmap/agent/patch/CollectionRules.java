package dev.hazardmap.agent.patch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of java.util's collections are their structure, and where their entries' values are.
 *
 * <p>What a method does is not written down anywhere: it is read off its bytecode, on whatever JDK it is. A method that
 * writes {@code modCount} or {@code size} writes the structure, so {@code WeakHashMap.size} does when it expunges and
 * an access-ordered {@code LinkedHashMap.get} does when it reorders.
 */
final class CollectionRules {
    private static final String UTIL = "java/util/";

    /** Structure fields by class; "name" of a class not listed here is no structure. */
    private static final Map<String, Set<String>> STRUCTURE = new HashMap<>();
    /** The node class of a collection, to the field with the value. */
    private static final Map<String, String> VALUES = new HashMap<>();

    /** Classes in which a store into an array element of the collection's is a structural write. */
    private static final Set<String> ARRAY_IS_STRUCTURE = Set.of(UTIL + "BitSet", UTIL + "JumboEnumSet");
    /** Classes in which array elements are entries named by index. */
    private static final Set<String> ARRAY_IS_ENTRIES = Set.of(UTIL + "EnumMap", UTIL + "IdentityHashMap");

    static {
        structure("HashMap", "table", "size", "modCount");
        structure("LinkedHashMap", "table", "head", "tail", "size", "modCount");
        structure("TreeMap", "root", "size", "modCount");
        structure("WeakHashMap", "table", "size", "modCount");
        structure("IdentityHashMap", "table", "size", "modCount");
        structure("EnumMap", "size", "vals");
        structure("ArrayList", "elementData", "size", "modCount");
        structure("LinkedList", "first", "last", "size", "modCount");
        structure("ArrayDeque", "elements", "head", "tail");
        structure("PriorityQueue", "queue", "size", "modCount");
        structure("BitSet", "words", "wordsInUse");
        structure("Hashtable", "table", "count", "modCount");
        structure("Vector", "elementData", "elementCount", "modCount");
        structure("RegularEnumSet", "elements");
        structure("JumboEnumSet", "elements", "size");
        structure("Arrays$ArrayList");
        VALUES.put(UTIL + "HashMap$Node", "value");
        VALUES.put(UTIL + "WeakHashMap$Entry", "value");
        VALUES.put(UTIL + "TreeMap$Entry", "value");
        VALUES.put(UTIL + "LinkedList$Node", "item");
    }

    private CollectionRules() {}

    private static void structure(String type, String... fields) {
        STRUCTURE.put(UTIL + type, new HashSet<>(Set.of(fields)));
    }

    /** Whether {@code type} (internal name) is one of the watched collections or a nested class of one. */
    static boolean wants(String type) {
        int dollar = type.indexOf('$');
        return STRUCTURE.containsKey(dollar < 0 ? type : type.substring(0, dollar))
                || STRUCTURE.containsKey(type)
                || type.equals(UTIL + "AbstractMap");
    }

    static boolean isCollection(String type) {
        return STRUCTURE.containsKey(type);
    }

    static boolean isStructure(String owner, String field) {
        Set<String> fields = STRUCTURE.get(owner);
        return fields != null && fields.contains(field);
    }

    static boolean isMap(String owner) {
        return owner.endsWith("Map");
    }

    static boolean isValue(String owner, String field) {
        return field.equals(VALUES.get(base(owner)));
    }

    /** Whether a class is that of a collection's nodes. */
    static boolean hasValue(String type) {
        return VALUES.containsKey(base(type));
    }

    private static String base(String node) {
        boolean subclass = node.equals("java/util/LinkedHashMap$Entry") || node.equals("java/util/HashMap$TreeNode");
        return subclass ? UTIL + "HashMap$Node" : node;
    }

    /** How the hooks for a node class begin: nodes that carry their hash have their own. */
    static String hookPrefix(String node) {
        return switch (base(node)) {
            case UTIL + "HashMap$Node" -> "hash";
            case UTIL + "WeakHashMap$Entry" -> "weak";
            default -> "plain";
        };
    }

    static boolean arrayIsStructure(String type) {
        return ARRAY_IS_STRUCTURE.contains(type);
    }

    static boolean arrayIsEntries(String type, String method) {
        if (type.equals(UTIL + "Arrays$ArrayList")) {
            return true;
        }
        int dollar = type.indexOf('$');
        String outer = dollar < 0 ? type : type.substring(0, dollar);
        if ((UTIL + "ArrayList").equals(outer)) {
            return dollar >= 0 || method.equals("elementData") || method.equals("set");
        }
        return ARRAY_IS_ENTRIES.contains(outer);
    }

    /** Whether the array that an element access is about can be the one with the entries. */
    static boolean isEntryArray(String field) {
        return !field.equals("keyUniverse");
    }
}
