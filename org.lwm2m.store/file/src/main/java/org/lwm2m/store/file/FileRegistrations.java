package org.lwm2m.store.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.store.file.value.DamagedException;
import org.lwm2m.store.file.value.Observes;
import org.lwm2m.store.file.value.RegistrationValue;
import org.lwm2m.store.file.value.ValueReader;
import org.lwm2m.store.file.value.ValueWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps registrations and observations, written behind. What can't be read is left out and forgotten. */
final class FileRegistrations implements RegistrationStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileRegistrations.class);

    /** Of an observation's key, what comes behind the registration's id: the token's octets and their number. */
    private static final int TOKEN = 1 + 16 + 1;

    private final Ledger ledger;

    FileRegistrations(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Stream<Registration> registrations() {
        return ledger.read(FileRegistrations::all).stream();
    }

    @Override
    public Map<Token, Downlink> observations(String registration) {
        return ledger.read(disk -> observations(disk, registration));
    }

    /** In one go: to ask the file's thread for each takes longer than to read it. */
    @Override
    public void read(BiConsumer<Registration, Map<Token, Downlink>> each) {
        record Kept(Registration registration, Map<Token, Downlink> observations) {}
        ledger.read(disk -> all(disk).stream()
                        .map(registration -> new Kept(registration, observations(disk, registration.id())))
                        .toList())
                .forEach(kept -> each.accept(kept.registration, kept.observations));
    }

    /** Most Updates only say when; that alone is then written. */
    @Override
    public void put(Registration registration) {
        var value = RegistrationValue.write(registration);
        var renewed = new ValueWriter().instant(registration.updated()).octets();
        ledger.soon(disk ->
                disk.renewals.put(registration.id(), renewed) | disk.registrations.put(registration.id(), value));
    }

    @Override
    public void remove(String registration) {
        ledger.soon(disk -> forget(disk, registration));
    }

    @Override
    public void put(String registration, Token token, Downlink observe) {
        var value = new ValueWriter();
        Observes.write(value, observe);
        ledger.soon(disk -> disk.observations.put(key(registration, token), value.octets()));
    }

    @Override
    public void remove(String registration, Token token) {
        ledger.soon(disk -> disk.observations.remove(key(registration, token)));
    }

    private static List<Registration> all(Disk disk) {
        var values = new RegistrationValue();
        var found = new ArrayList<Registration>();
        for (var id : disk.registrations.keys("")) {
            var registration = readable("registration " + id, () -> registration(disk, values, id));
            registration.ifPresentOrElse(found::add, () -> forget(disk, id));
        }
        return found;
    }

    private static Registration registration(Disk disk, RegistrationValue values, String id) {
        var renewed = disk.renewals.get(id).map(octets -> ValueReader.read(octets, ValueReader::instant));
        var read = values.read(whole(disk.registrations, id), renewed);
        if (!read.id().equals(id)) {
            throw new DamagedException("it calls itself " + read.id());
        }
        return read;
    }

    private static Map<Token, Downlink> observations(Disk disk, String registration) {
        var found = new HashMap<Token, Downlink>();
        for (var key : keys(disk, registration)) {
            readable(
                            "observation " + key,
                            () -> Map.entry(
                                    token(key), ValueReader.read(whole(disk.observations, key), Observes::read)))
                    .ifPresentOrElse(
                            each -> found.put(each.getKey(), each.getValue()), () -> disk.observations.remove(key));
        }
        return Map.copyOf(found);
    }

    private static byte[] whole(Shelf shelf, String key) {
        return shelf.get(key).orElseThrow(() -> new DamagedException("it is not as it was written"));
    }

    private static <T> Optional<T> readable(String what, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (DamagedException e) {
            LOG.warn("{}: can't read what is kept of the {}: {}. It is forgotten", FileStore.PID, what, e.getMessage());
            return Optional.empty();
        }
    }

    /** Its observations first: were the system killed in between, none would be left without a registration. */
    private static boolean forget(Disk disk, String registration) {
        var changed = false;
        for (var key : keys(disk, registration)) {
            changed |= disk.observations.remove(key);
        }
        return changed | disk.registrations.remove(registration) | disk.renewals.remove(registration);
    }

    /** Behind an id that begins like this one, there is more: so only keys of the right length are meant. */
    private static List<String> keys(Disk disk, String registration) {
        return disk.observations.keys(registration + ":").stream()
                .filter(key -> key.length() == registration.length() + TOKEN)
                .toList();
    }

    static String key(String registration, Token token) {
        return registration + ":" + HexFormat.of().toHexDigits(token.value()) + token.length();
    }

    private static Token token(String key) {
        try {
            var digits = key.length() - 1;
            return new Token(
                    HexFormat.fromHexDigitsToLong(key, digits - 16, digits), Character.digit(key.charAt(digits), 10));
        } catch (IllegalArgumentException e) {
            throw new DamagedException("no key of an observation: " + key);
        }
    }
}
