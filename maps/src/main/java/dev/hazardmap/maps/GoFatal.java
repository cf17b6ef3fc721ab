package dev.hazardmap.maps;

/**
 * What Go's {@code fatal(text)} becomes: it is called where the {@code hashWriting} flag shows two operations at once.
 * When it returns, the operation goes on regardless.
 */
@FunctionalInterface
interface GoFatal {
    void fatal(MisuseReport.Kind kind);
}
