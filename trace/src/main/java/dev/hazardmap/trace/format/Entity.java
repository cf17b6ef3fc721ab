package dev.hazardmap.trace.format;

/**
 * What rows speak of: a thread, an object (a map, a lock, or both) or a task.
 *
 * @param type which of the three; each has ids of its own
 * @param id from 1; a thread's is its {@code Thread.threadId()}
 * @param flags the constants here
 * @param name a thread's or task's name, an object's field or variable as {@code Sessions.live}; empty when unknown
 * @param className an object's class, a thread's start method; empty when unknown
 * @param place where it was made, as {@code Sessions.<init>(Sessions.java:17)}; empty when unknown
 * @param parent a thread's starter, a task's parent; 0 none
 * @param number a thread's id in the operating system; 0 unknown
 */
public record Entity(
        Type type, long id, int flags, String name, String className, String place, long parent, long number) {

    public static final int MAP = 1;
    public static final int LOCK = 2;
    public static final int VIRTUAL = 1;
    public static final int DAEMON = 2;

    /** The three sorts. Numbers are part of the format. */
    public enum Type {
        THREAD(1),
        OBJECT(2),
        TASK(3);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        /** The number in files. */
        public int number() {
            return number;
        }

        static Type of(int number) {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            throw new MalformedTraceException("an entity of the unknown type " + number);
        }
    }

    /** A thread of which only the id is known. */
    public static Entity unknown(Type type, long id) {
        return new Entity(type, id, 0, "", "", "", 0, 0);
    }
}
