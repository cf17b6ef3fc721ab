package dev.hazardmap.maps;

/** Apache Commons Collections' own test of a Map, on SwissMap with the smallest tables. */
class SwissMapCommonsTest<K, V> extends NoNullsMapCommonsTest<SwissMap<K, V>, K, V> {
    @Override
    public SwissMap<K, V> makeObject() {
        return new SwissMap<>(0, TableLayout.of(8, 1), MisuseOptions.DEFAULT);
    }

    @Override
    public boolean isFailFastExpected() {
        return true;
    }

    @Override
    public void verify() {
        super.verify();
        getMap().checkInvariants();
    }
}
