package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on SnapshotMap. */
class SnapshotMapCommonsTest<K, V> extends NoNullsMapCommonsTest<SnapshotMap<K, V>, K, V> {
    @Override
    public SnapshotMap<K, V> makeObject() {
        return new SnapshotMap<>();
    }
}
