package org.lwm2m.itest.formats.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.leshan.Leshan;
import org.lwm2m.itest.leshan.Notation;

/** A client of Leshan's. */
record LeshanClient(Leshan leshan, String endpoint) implements ClientEnd {

    /** Begins, and waits until it knows that it is registered. */
    static LeshanClient open(Leshan leshan, String endpoint, String uri, List<Entry> entries) {
        var client = new LeshanClient(leshan, endpoint);
        client.ask("client", uri, entries);
        leshan.next(endpoint, "known");
        return client;
    }

    private List<String> ask(String command, String first, List<Entry> entries) {
        var words = new ArrayList<>(List.of(command, endpoint));
        if (!first.isEmpty()) {
            words.add(first);
        }
        entries.forEach(each -> words.add(Notation.of(each)));
        return checked(leshan.ask(words.toArray(String[]::new)));
    }

    private static List<String> checked(List<String> answer) {
        if (!answer.isEmpty() && answer.get(0).equals("failed")) {
            throw new AssertionError(Notation.unquoted(answer.get(2)));
        }
        return answer;
    }

    @Override
    public List<Entry> held(String path) {
        return Notation.parse(ask("held", path, List.of()));
    }

    @Override
    public void change(Entry... entries) {
        ask("change", "", List.of(entries));
    }

    @Override
    public String executed() {
        return leshan.next(endpoint, "executed").get(0);
    }

    @Override
    public String send(OurFormat format, List<Entry> values) {
        var words = new ArrayList<>(List.of("send", endpoint, "" + format.number()));
        values.forEach(each -> words.add("" + each.path()));
        return checked(leshan.ask(words.toArray(String[]::new))).get(0);
    }

    @Override
    public Optional<Integer> came() {
        return Optional.empty();
    }

    @Override
    public void close() {
        ask("end", "", List.of());
    }
}
