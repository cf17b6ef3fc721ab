package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** The JDK caches lazily without synchronisation in many places, and rightly: no user of it has a race. */
@Corpus(Mode.FULL)
class BenignInTheJdk {
    private enum Colour {
        RED,
        GREEN
    }

    static void noRace_stringHash() throws Exception {
        String text = new String(new char[] {'a', 'b'});
        pair(() -> text.hashCode(), () -> text.hashCode());
    }

    static void noRace_bigIntegerToStringAndBitCount() throws Exception {
        BigInteger number = new BigInteger("123456789012345678901234567890");
        pair(() -> number.bitLength(), () -> number.add(BigInteger.ONE).bitLength());
        pair(() -> number.bitCount(), () -> number.bitCount());
    }

    static void noRace_bigDecimalToStringCache() throws Exception {
        BigDecimal number = new BigDecimal("12345678901234567890.5");
        pair(() -> number.toString(), () -> number.toString());
        pair(() -> number.precision(), () -> number.precision());
    }

    static void noRace_enumCaches() throws Exception {
        pair(() -> Colour.valueOf("RED"), () -> Colour.valueOf("GREEN"));
        pair(() -> Colour.RED.hashCode(), () -> Colour.RED.getDeclaringClass().getEnumConstants());
    }

    static void noRace_reflectionCaches() throws Exception {
        pair(() -> BenignInTheJdk.class.getDeclaredMethods(), () -> BenignInTheJdk.class.getDeclaredMethods());
        pair(() -> BenignInTheJdk.class.getName(), () -> BenignInTheJdk.class.getSimpleName());
    }

    static void noRace_boxesAndFormats() throws Exception {
        pair(() -> Integer.valueOf(5).toString(), () -> Integer.valueOf(5).hashCode());
        pair(() -> String.format(Locale.ROOT, "%d", 5), () -> String.format(Locale.ROOT, "%s", "x"));
    }

    static void noRace_sharedPattern() throws Exception {
        Pattern pattern = Pattern.compile("(a+)(b*)");
        pair(() -> pattern.matcher("aab").matches(), () -> pattern.split("xaabx"));
    }

    static void noRace_immutableListViews() throws Exception {
        List<String> list = List.of("a", "b", "c");
        pair(() -> list.hashCode(), () -> list.subList(1, 2).contains("b"));
    }

    static void noRace_randomUuid() throws Exception {
        pair(() -> UUID.randomUUID(), () -> UUID.randomUUID());
    }

    static void noRace_lambdaLinkage() throws Exception {
        pair(
                () -> {
                    Runnable linkedHere = () -> {};
                    linkedHere.run();
                },
                () -> {
                    Runnable linkedThere = () -> {};
                    linkedThere.run();
                });
    }

    static void noRace_stringConcatenation() throws Exception {
        long number = System.nanoTime();
        pair(() -> ("a" + number).length(), () -> (number + "b").length());
    }
}
