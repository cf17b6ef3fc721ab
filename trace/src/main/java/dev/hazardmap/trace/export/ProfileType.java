package dev.hazardmap.trace.export;

/** The profiles that a trace has. */
enum ProfileType {
    /** Waits for locks, charged to the stack that waited. */
    LOCK_WAITER("lock_waiter", "delay", "nanoseconds"),
    /** The same waits, charged to the stack that held the lock, where it released it. */
    LOCK_HOLDER("lock_holder", "delay", "nanoseconds"),
    CPU("cpu", "time", "nanoseconds"),
    WALL("wall", "time", "nanoseconds"),
    ALLOC("alloc", "space", "bytes"),
    /** Accesses of data races. */
    RACES("races", "accesses", "count");

    private final String id;
    private final String what;
    private final String unit;

    ProfileType(String id, String what, String unit) {
        this.id = id;
        this.what = what;
        this.unit = unit;
    }

    String id() {
        return id;
    }

    /** As pprof names a sample type: {@code lock_holder_delay}. */
    String sampleType() {
        return id + "_" + what;
    }

    String unit() {
        return unit;
    }
}
