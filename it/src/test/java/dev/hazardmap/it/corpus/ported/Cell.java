package dev.hazardmap.it.corpus.ported;

/** The variable that most cases race on. */
final class Cell {
    int v;
    int other;
    long wide;
    double real;
    Object ref = "";
}
