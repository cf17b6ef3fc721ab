package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** LinkedList, ArrayDeque and PriorityQueue. */
@Corpus(Mode.MAPS)
class ListsAndQueues {
    private static LinkedList<String> linked() {
        return new LinkedList<>(List.of("a", "b", "c"));
    }

    private static ArrayDeque<String> deque() {
        return new ArrayDeque<>(List.of("a", "b", "c"));
    }

    private static PriorityQueue<String> heap() {
        return new PriorityQueue<>(List.of("a", "b", "c"));
    }

    @Raced(
            on = LinkedList.class,
            ops = {"add", "getFirst"})
    static void race_linkedAddAndGetFirst() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.add("d"), () -> list.getFirst());
    }

    @Raced(
            on = LinkedList.class,
            ops = {"addFirst", "removeLast"})
    static void race_linkedAddFirstAndRemoveLast() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.addFirst("d"), () -> list.removeLast());
    }

    @Raced(
            on = LinkedList.class,
            ops = {"set", "get"})
    static void race_linkedSetAndGetSame() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.set(1, "x"), () -> list.get(1));
    }

    static void noRace_linkedSetAndGetOther() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.set(0, "x"), () -> list.get(1));
    }

    @Raced(
            on = LinkedList.class,
            ops = {"poll", "iterator|hasNext|next"})
    static void race_linkedIterateAndPoll() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.iterator().next(), () -> list.poll());
    }

    @Raced(
            on = LinkedList.class,
            ops = {"add", "size"})
    static void race_linkedListIteratorAddAndSize() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.listIterator().add("x"), () -> list.size());
    }

    static void noRace_linkedPeekAndContains() throws Exception {
        LinkedList<String> list = linked();
        pair(() -> list.peek(), () -> list.contains("c"));
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"push", "pop"})
    static void race_dequePushAndPop() throws Exception {
        ArrayDeque<String> deque = deque();
        pair(() -> deque.push("x"), () -> deque.pop());
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"addLast", "size"})
    static void race_dequeAddLastAndSize() throws Exception {
        ArrayDeque<String> deque = deque();
        pair(() -> deque.addLast("x"), () -> deque.size());
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"pollFirst", "contains"})
    static void race_dequePollFirstAndContains() throws Exception {
        ArrayDeque<String> deque = deque();
        pair(() -> deque.pollFirst(), () -> deque.contains("c"));
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"offer", "iterator|hasNext|next"})
    static void race_dequeIterateAndOffer() throws Exception {
        ArrayDeque<String> deque = deque();
        pair(() -> deque.iterator().next(), () -> deque.offer("d"));
    }

    static void noRace_dequePeekFirstAndPeekLast() throws Exception {
        ArrayDeque<String> deque = deque();
        pair(() -> deque.peekFirst(), () -> deque.peekLast());
    }

    @Raced(
            on = PriorityQueue.class,
            ops = {"offer", "offer"})
    static void race_heapOfferAndOffer() throws Exception {
        PriorityQueue<String> heap = heap();
        pair(() -> heap.offer("x"), () -> heap.offer("y"));
    }

    @Raced(
            on = PriorityQueue.class,
            ops = {"poll", "peek"})
    static void race_heapPollAndPeek() throws Exception {
        PriorityQueue<String> heap = heap();
        pair(() -> heap.poll(), () -> heap.peek());
    }

    @Raced(
            on = PriorityQueue.class,
            ops = {"remove", "iterator|hasNext|next"})
    static void race_heapIterateAndRemove() throws Exception {
        PriorityQueue<String> heap = heap();
        pair(() -> heap.iterator().next(), () -> heap.remove("b"));
    }

    @Raced(
            on = PriorityQueue.class,
            ops = {"<init>", "poll"})
    static void race_heapCopyAndPoll() throws Exception {
        PriorityQueue<String> heap = heap();
        pair(() -> new PriorityQueue<>(heap), () -> heap.poll());
    }

    static void noRace_heapPeekAndContains() throws Exception {
        PriorityQueue<String> heap = heap();
        pair(() -> heap.peek(), () -> heap.contains("c"));
    }
}
