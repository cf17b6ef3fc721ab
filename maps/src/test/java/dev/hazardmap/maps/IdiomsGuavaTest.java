package dev.hazardmap.maps;

import junit.framework.Test;
import junit.framework.TestCase;

/** guava-testlib's ConcurrentMap suite on the idioms, and on a migrating map in every phase; nothing suppressed. */
public class IdiomsGuavaTest extends TestCase {
    public static Test suite() {
        return IdiomSuites.concurrent();
    }
}
