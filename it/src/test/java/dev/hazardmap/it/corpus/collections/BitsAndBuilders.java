package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** BitSet shares a word among 64 bits; StringBuilder is a buffer and a length; StringBuffer locks. */
@Corpus(Mode.MAPS)
class BitsAndBuilders {
    @Raced(
            on = BitSet.class,
            ops = {"set", "set"})
    static void race_setTwoBitsOfOneWord() throws Exception {
        BitSet bits = new BitSet(64);
        pair(() -> bits.set(1), () -> bits.set(2));
    }

    @Raced(
            on = BitSet.class,
            ops = {"clear", "get"})
    static void race_clearAndGetSameBit() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(1);
        bits.set(2);
        pair(() -> bits.clear(1), () -> bits.get(1));
    }

    @Raced(
            on = BitSet.class,
            ops = {"flip", "cardinality"})
    static void race_flipAndCardinality() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(5);
        pair(() -> bits.flip(3), () -> bits.cardinality());
    }

    @Raced(
            on = BitSet.class,
            ops = {"or", "set"})
    static void race_orWithItAndSet() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(5);
        pair(() -> new BitSet().or(bits), () -> bits.set(3));
    }

    static void noRace_getAndNextSetBit() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(1);
        pair(() -> bits.get(1), () -> bits.nextSetBit(0));
    }

    @Raced(
            on = StringBuilder.class,
            ops = {"append", "append"})
    static void race_appendAndAppend() throws Exception {
        StringBuilder text = new StringBuilder();
        pair(() -> text.append("a"), () -> text.append("b"));
    }

    @Raced(
            on = StringBuilder.class,
            ops = {"append", "length"})
    static void race_appendAndLength() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> text.append('d'), () -> text.length());
    }

    @Raced(
            on = StringBuilder.class,
            ops = {"insert", "toString"})
    static void race_insertAndToString() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> text.insert(0, 7), () -> text.toString());
    }

    @Raced(
            on = StringBuilder.class,
            ops = {"setCharAt", "charAt"})
    static void race_setCharAtAndCharAtSame() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> text.setCharAt(1, 'x'), () -> text.charAt(1));
    }

    @Raced(
            on = StringBuilder.class,
            ops = {"append", "append"})
    static void race_appendItToAnotherAndAppend() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> new StringBuilder().append(text), () -> text.append("d"));
    }

    static void noRace_lengthAndToString() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> text.length(), () -> text.toString());
    }

    static void noRace_stringBufferAppendTwice() throws Exception {
        StringBuffer text = new StringBuffer("abc");
        pair(() -> text.append("d"), () -> text.append("e"));
    }
}
