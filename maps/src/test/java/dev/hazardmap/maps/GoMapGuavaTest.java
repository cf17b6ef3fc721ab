package dev.hazardmap.maps;

import junit.framework.Test;
import junit.framework.TestCase;

/** guava-testlib's Map suite on GoMap; nothing suppressed. */
public class GoMapGuavaTest extends TestCase {
    public static Test suite() {
        return IdiomSuites.go();
    }
}
