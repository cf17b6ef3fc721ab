/**
 * The platform's own classes, called by two threads that nothing orders. What the JDK keeps behind these calls (caches,
 * registries, maps that a lock or a volatile of java.lang guards) is its own business: each call is thread-safe by its
 * documentation, so none of it may be reported.
 */
@NullMarked
package dev.hazardmap.it.corpus.platform;

import org.jspecify.annotations.NullMarked;
