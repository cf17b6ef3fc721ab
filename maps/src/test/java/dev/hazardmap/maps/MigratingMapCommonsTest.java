package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on MigratingMap. */
class MigratingMapCommonsTest<K, V> extends NoNullsMapCommonsTest<MigratingMap<K, V>, K, V> {
    @Override
    public MigratingMap<K, V> makeObject() {
        return new MigratingMap<>();
    }
}
