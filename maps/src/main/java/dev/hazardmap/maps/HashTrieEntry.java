package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * A leaf of a {@link HashTrieEngine}: key and value never change, an update replaces the entry. Entries whose whole 64-bit hash
 * is the same hang on each other by {@code overflow}, which is written only under the lock of the inner node above.
 */
final class HashTrieEntry<K, V> {
    final K key;
    final V value;
    volatile @Nullable HashTrieEntry<K, V> overflow;

    HashTrieEntry(K key, V value, @Nullable HashTrieEntry<K, V> overflow) {
        this.key = key;
        this.value = value;
        this.overflow = overflow;
    }

    @Nullable
    HashTrieEntry<K, V> find(Object wanted) {
        HashTrieEntry<K, V> e = this;
        while (e != null && !GoKeys.equal(wanted, e.key)) {
            e = e.overflow;
        }
        return e;
    }

    /** The chain with the entry of {@code found} replaced; returns its new head. */
    HashTrieEntry<K, V> replace(HashTrieEntry<K, V> found, K newKey, V newValue) {
        HashTrieEntry<K, V> replacement = new HashTrieEntry<>(newKey, newValue, found.overflow);
        if (found == this) {
            return replacement;
        }
        predecessor(found).overflow = replacement;
        return this;
    }

    /** The chain without {@code found}; returns its new head, null when it was the only one. */
    @Nullable
    HashTrieEntry<K, V> without(HashTrieEntry<K, V> found) {
        if (found == this) {
            return overflow;
        }
        predecessor(found).overflow = found.overflow;
        return this;
    }

    private HashTrieEntry<K, V> predecessor(HashTrieEntry<K, V> found) {
        HashTrieEntry<K, V> e = this;
        for (HashTrieEntry<K, V> next = e.overflow; next != null && next != found; next = e.overflow) {
            e = next;
        }
        return e;
    }
}
