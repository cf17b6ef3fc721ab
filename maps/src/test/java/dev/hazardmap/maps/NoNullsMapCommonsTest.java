package dev.hazardmap.maps;

import java.util.Map;
import org.apache.commons.collections4.map.AbstractMapTest;
import org.junit.jupiter.api.Nested;

/**
 * Apache Commons Collections' own test of a Map and of its three views, for maps that reject nulls, whose iterators tolerate
 * changes, and that are not serializable.
 */
abstract class NoNullsMapCommonsTest<M extends Map<K, V>, K, V> extends AbstractMapTest<M, K, V> {
    @Override
    public boolean isAllowNullKey() {
        return false;
    }

    @Override
    public boolean isAllowNullValue() {
        return false;
    }

    @Override
    public boolean isAllowNullValueGet() {
        return false;
    }

    @Override
    public boolean isFailFastExpected() {
        return false;
    }

    @Override
    public boolean isTestSerialization() {
        return false;
    }

    @Nested
    class EntrySetTest extends TestMapEntrySet {}

    @Nested
    class KeySetTest extends TestMapKeySet {}

    @Nested
    class ValuesTest extends TestMapValues {}
}
