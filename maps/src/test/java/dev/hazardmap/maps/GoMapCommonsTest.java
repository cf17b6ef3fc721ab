package dev.hazardmap.maps;

import org.apache.commons.collections4.collection.AbstractCollectionTest;

/** Apache Commons Collections' own test of a Map, on GoMap; two iterations of it differ in order. */
class GoMapCommonsTest<K, V> extends NoNullsMapCommonsTest<GoMap<K, V>, K, V> {
    @Override
    public GoMap<K, V> makeObject() {
        return new GoMap<>();
    }

    @Override
    protected int getIterationBehaviour() {
        return AbstractCollectionTest.UNORDERED;
    }
}
