package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on OwnerMap. */
class OwnerMapCommonsTest<K, V> extends NoNullsMapCommonsTest<OwnerMap<K, V>, K, V> {
    @Override
    public OwnerMap<K, V> makeObject() {
        return new OwnerMap<>();
    }
}
