package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on SwitchableMap. */
class SwitchableMapCommonsTest<K, V> extends NoNullsMapCommonsTest<SwitchableMap<K, V>, K, V> {
    @Override
    public SwitchableMap<K, V> makeObject() {
        return new SwitchableMap<>();
    }
}
