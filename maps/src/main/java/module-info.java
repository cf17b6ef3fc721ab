/**
 * Maps with Go's semantics and misuse detection, and a concurrent map with wait-free reads and atomic snapshots. Needs
 * nothing at run time.
 */
module dev.hazardmap.maps {
    requires static transitive org.jspecify;

    exports dev.hazardmap.maps;
}
