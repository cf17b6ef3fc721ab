package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on MutexMap. */
class MutexMapCommonsTest<K, V> extends NoNullsMapCommonsTest<MutexMap<K, V>, K, V> {
    @Override
    public MutexMap<K, V> makeObject() {
        return new MutexMap<>();
    }
}
