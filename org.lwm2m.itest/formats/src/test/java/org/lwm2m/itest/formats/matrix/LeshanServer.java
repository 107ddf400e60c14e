package org.lwm2m.itest.formats.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.leshan.Leshan;
import org.lwm2m.itest.leshan.Notation;

/** Leshan's server, managing one client. */
record LeshanServer(Leshan leshan, String endpoint) implements ServerEnd {

    private static final String NONE = "none";

    private Answer ask(String command, Object... words) {
        var all = new ArrayList<>(List.of(command, endpoint));
        List.of(words).forEach(each -> all.add("" + each));
        return Answer.of(leshan.ask(all.toArray(String[]::new)));
    }

    private Answer ask(String command, OurFormat format, List<String> words) {
        var all = new ArrayList<Object>(List.of(format.number()));
        all.addAll(words);
        return ask(command, all.toArray());
    }

    /** With two words before the values. */
    private Answer ask(String command, OurFormat format, String path, String how, List<Entry> entries) {
        var all = new ArrayList<>(List.of(path, how));
        entries.forEach(each -> all.add(Notation.of(each)));
        return ask(command, format, all);
    }

    @Override
    public Answer read(String path, Optional<OurFormat> format) {
        return ask("read", format.map(each -> "" + each.number()).orElse(NONE), path);
    }

    @Override
    public Answer readComposite(OurFormat format, String... paths) {
        return ask("readComposite", format, List.of(paths));
    }

    @Override
    public Answer write(Mode mode, String path, OurFormat format, List<Entry> entries) {
        return ask("write", format, path, mode.name(), entries);
    }

    @Override
    public Answer writeComposite(OurFormat format, List<Entry> entries) {
        return ask("writeComposite", format, NONE, NONE, entries);
    }

    @Override
    public Answer create(OurFormat format, boolean numbered, List<Entry> entries) {
        var object = entries.get(0).path().upTo(1).toString();
        return ask("create", format, object, numbered ? "numbered" : NONE, entries);
    }

    @Override
    public Answer delete(String path) {
        return ask("delete", NONE, path);
    }

    @Override
    public Answer execute(String path) {
        return ask("execute", NONE, path);
    }

    @Override
    public Answer attributes(String path, String query) {
        return ask("attributes", NONE, path, query);
    }

    @Override
    public Answer discover(String path) {
        return ask("discover", NONE, path);
    }

    @Override
    public Answer observe(OurFormat format, String path) {
        return ask("observe", format, List.of(path));
    }

    @Override
    public Answer observeComposite(OurFormat format, String... paths) {
        return ask("observeComposite", format, List.of(paths));
    }

    @Override
    public Answer cancel() {
        return ask("cancel");
    }

    @Override
    public void forget() {
        leshan.ask("forget", endpoint);
    }

    @Override
    public Answer notified() {
        return told("notified");
    }

    @Override
    public Answer sent() {
        return told("sent");
    }

    private Answer told(String kind) {
        var words = leshan.next(endpoint, kind);
        return new Answer(
                "2.05",
                Optional.of(Integer.parseInt(words.get(0))),
                "",
                Notation.parse(words.subList(1, words.size())));
    }

    @Override
    public void updated(long lifetime) {
        while (Long.parseLong(leshan.next(endpoint, "updated").get(0)) != lifetime) {
            // Another one came before.
        }
    }
}
