package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on ConcurrentSwissMap with the smallest tables. */
class ConcurrentSwissMapCommonsTest<K, V> extends NoNullsMapCommonsTest<ConcurrentSwissMap<K, V>, K, V> {
    @Override
    public ConcurrentSwissMap<K, V> makeObject() {
        return new ConcurrentSwissMap<>(0, TableLayout.of(8, 1));
    }

    @Override
    public void verify() {
        super.verify();
        getMap().checkInvariants();
    }
}
