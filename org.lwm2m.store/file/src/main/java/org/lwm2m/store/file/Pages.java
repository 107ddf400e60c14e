package org.lwm2m.store.file;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.Page;

/** Goes through a shelf page by page, so that a damaged page costs what is on it and under it, and nothing else. */
final class Pages {

    private static final int DEEPEST = 64;

    private final String shelf;
    private final BiConsumer<String, byte[]> found;
    private final Consumer<String> damaged;
    private final Set<Long> seen = new HashSet<>();

    private Pages(String shelf, BiConsumer<String, byte[]> found, Consumer<String> damaged) {
        this.shelf = shelf;
        this.found = found;
        this.damaged = damaged;
    }

    /**
     * Reads all that can be read.
     *
     * @param found takes keys and stamped values that are as they were written
     * @param damaged hears what is not, in words
     */
    static void walk(MVStore store, String shelf, BiConsumer<String, byte[]> found, Consumer<String> damaged) {
        var pages = new Pages(shelf, found, damaged);
        pages.attempt(
                "the shelf " + shelf, () -> pages.page(Shelf.map(store, shelf).getRootPage(), 0));
    }

    private void page(Page<String, byte[]> page, int depth) {
        for (var i = 0; page.isLeaf() && i < page.getKeyCount(); i++) {
            var key = page.getKey(i);
            var value = page.getValue(i);
            if (Shelf.good(shelf, key, value)) {
                found.accept(key, value);
            } else {
                damaged.accept(shelf + " " + key);
            }
        }
        for (var i = 0; !page.isLeaf() && i <= page.getKeyCount(); i++) {
            var child = i;
            attempt("a page of " + shelf, () -> child(page, child, depth));
        }
    }

    /** A damaged page may point anywhere, even above itself. */
    private void child(Page<String, byte[]> page, int child, int depth) {
        if (depth < DEEPEST && (page.getChildPagePos(child) == 0 || seen.add(page.getChildPagePos(child)))) {
            page(page.getChildPage(child), depth + 1);
        }
    }

    private void attempt(String what, Runnable reading) {
        failure(reading).ifPresent(why -> damaged.accept(what));
    }

    /** What a reading ended with. A length that is not what it was makes it ask for more memory than there is. */
    static Optional<String> failure(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e.toString());
        }
    }
}
