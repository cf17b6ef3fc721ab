package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on ShardedMap. */
class ShardedMapCommonsTest<K, V> extends NoNullsMapCommonsTest<ShardedMap<K, V>, K, V> {
    @Override
    public ShardedMap<K, V> makeObject() {
        return new ShardedMap<>();
    }
}
