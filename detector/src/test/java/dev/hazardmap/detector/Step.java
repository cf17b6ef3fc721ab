package dev.hazardmap.detector;

/**
 * An event that can happen, with what the world's state makes of it.
 *
 * @param index its number among the steps
 * @param begun for {@link Op#COMPLETES}: what it completes
 * @param child for {@link Op#START}: the new thread
 * @param found whether the key (or index) was there; for {@link Op#VALIDATE} whether the stamp was valid
 * @param parts the entries that the access touches: a number for good for each node, the index in a list
 */
record Step(int index, Event event, Event begun, int child, boolean found, int[] parts) {
    int thread() {
        return event.thread();
    }

    Op op() {
        return event.op();
    }

    int object() {
        return event.object();
    }

    int argument() {
        return event.argument();
    }
}
