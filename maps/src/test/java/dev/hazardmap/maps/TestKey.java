package dev.hazardmap.maps;

/** A key whose hash code the test chooses; comparable, so that a flood can be ordered. */
record TestKey(int id, int hash) implements Comparable<TestKey> {
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(TestKey other) {
        return Integer.compare(id, other.id);
    }
}
