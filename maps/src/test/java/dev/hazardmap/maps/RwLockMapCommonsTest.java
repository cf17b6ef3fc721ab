package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on RwLockMap. */
class RwLockMapCommonsTest<K, V> extends NoNullsMapCommonsTest<RwLockMap<K, V>, K, V> {
    @Override
    public RwLockMap<K, V> makeObject() {
        return new RwLockMap<>();
    }
}
