package dev.hazardmap.maps;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What a {@link SyncMap} needs of its engine. Null stands for absent. Every method is linearizable but {@code range}. */
interface SyncMapEngine<K, V> {
    @Nullable
    V load(K key);

    /** Stores and returns the former value. */
    @Nullable
    V swap(K key, V value);

    /** Returns the value that was there, or null when {@code value} was stored. */
    @Nullable
    V loadOrStore(K key, V value);

    @Nullable
    V loadAndDelete(K key);

    boolean compareAndSwap(K key, V old, V value);

    boolean compareAndDelete(K key, V old);

    void range(BiPredicate<? super K, ? super V> visitor);

    void clear();

    SyncMapState state();

    /** Throws an {@link IllegalStateException} that says what was found and what was expected; call it when nothing runs. */
    void checkInvariants();
}
