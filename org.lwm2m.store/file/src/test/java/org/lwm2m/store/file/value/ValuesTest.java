package org.lwm2m.store.file.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;
import org.lwm2m.store.file.Samples;

/** What is written comes back the same; what nobody wrote is refused. */
class ValuesTest {

    private static final String FIXED =
            "036964370975726e3a6465763a3716636f6170733a2f2f3139322e302e322e313a313033311a636f"
                    + "6170733a2f2f5b323030313a6462383a3a315d3a3536383403312e320080cdbd950d959aef3a0105"
                    + "6b65792037d8040002554d0101082b3439313233343502066f6d613a763106476572c3a4742f0400"
                    + "00010263740d313130203131322031313534340002020100000104010376657203312e3203643031"
                    + "02e8190100";

    private static final List<Identity> IDENTITIES = List.of(
            new Identity.None("192.0.2.1"),
            new Identity.Psk("clé"),
            new Identity.RawPublicKey(Bytes.hex("3059301306")),
            new Identity.Certificate("thing", List.of("thing.example", "urn:dev:1"), Bytes.hex("00ff")),
            new Identity.Oscore(Bytes.EMPTY, Bytes.hex("01")),
            new Identity.Broker("urn:dev:1"));

    private final RegistrationValue values = new RegistrationValue();

    @Test
    void registrationsOfEveryKindOfIdentityComeBack() {
        for (var identity : IDENTITIES) {
            var registration = Samples.registration(7, identity, "lwm2m");
            assertEquals(registration, back(registration));
        }
    }

    @Test
    void linksKeepTheirParametersInOrder() {
        var parameters = new LinkedHashMap<String, String>();
        for (var key : List.of("z", "a", "m", "b")) {
            parameters.put(key, key.equals("m") ? "" : "of " + key);
        }
        var links = List.of(
                new Link(Path.parse("/lwm2m/d01/65534/0/1/2"), parameters), Link.of(Path.of(2, Path.ABSENT, 0)));
        var read = ValueReader.read(octets(to -> Parts.links(to, links)), Parts::links);
        assertEquals(links, read);
        assertEquals(
                List.of("z", "a", "m", "b"),
                List.copyOf(read.get(0).parameters().keySet()));
    }

    @Test
    void equalListsOfLinksAreOneList() {
        assertSame(
                back(Samples.registration(1)).links(),
                back(Samples.registration(2)).links());
    }

    @Test
    void observationsOfBothKindsComeBackWithTheirAttributes() {
        observations()
                .forEach(each ->
                        assertEquals(each, ValueReader.read(octets(to -> Observes.write(to, each)), Observes::read)));
    }

    @Test
    void onlyWhatBeginsAnObservationIsKeptAsOne() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Observes.write(new ValueWriter(), new Downlink.Delete(Path.of(3))));
    }

    @Test
    void numbersAndTimesOfAllSizesComeBack() {
        for (var number : new long[] {0, 1, 127, 128, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62}) {
            assertEquals(number, ValueReader.read(octets(to -> to.number(number)), ValueReader::number));
            assertEquals(number, ValueReader.read(octets(to -> to.signed(number)), ValueReader::signed));
        }
        for (var instant : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            assertEquals(instant, ValueReader.read(octets(to -> to.instant(instant)), ValueReader::instant));
        }
    }

    /** Who changes this makes another version of the file, and a step of the migration to it. */
    @Test
    void aValueOfVersionOneIsWrittenLikeThisForEver() {
        assertEquals(FIXED, HexFormat.of().formatHex(RegistrationValue.write(Samples.registration(7))));
    }

    @Test
    void everyBeginningOfAValueIsRefused() {
        for (var each : everything()) {
            for (var size = 0; size < each.octets.length; size++) {
                var part = Arrays.copyOf(each.octets, size);
                assertThrows(DamagedException.class, () -> each.back.apply(part));
            }
            var more = Arrays.copyOf(each.octets, each.octets.length + 1);
            assertThrows(DamagedException.class, () -> each.back.apply(more));
        }
    }

    @Test
    void whatIsReadOfAnyOctetsIsWrittenAsTheSameOctets() {
        var random = new Random(3);
        var read = 0;
        for (var each : everything()) {
            for (var round = 0; round < 500; round++) {
                var octets = each.octets.clone();
                for (var i = 0; i <= round % 3; i++) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt(round % 2 == 0 ? 256 : 8);
                }
                try {
                    assertArrayEquals(octets, each.back.apply(octets), () -> HexFormat.of()
                            .formatHex(octets));
                    read++;
                } catch (DamagedException e) {
                    // As most of them are.
                }
            }
        }
        assertTrue(read > 250, read + " could be read");
    }

    @Test
    void aLengthThatIsNotThereAllocatesNothing() {
        var huge = octets(to -> to.number(Integer.MAX_VALUE));
        assertThrows(DamagedException.class, () -> ValueReader.read(huge, ValueReader::bytes));
        assertThrows(DamagedException.class, () -> ValueReader.read(huge, from -> from.all(ValueReader::octet)));
    }

    @Test
    void aTextThatWouldNotComeBackIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ValueWriter().text("half \ud83d"));
    }

    /** A value's octets, and how they are read and written again. */
    private record Sample(byte[] octets, Function<byte[], byte[]> back) {}

    private List<Sample> everything() {
        var registrations = IDENTITIES.stream()
                .map(identity -> new Sample(
                        RegistrationValue.write(Samples.registration(7, identity, "lwm2m")),
                        octets -> RegistrationValue.write(values.read(octets, Optional.of(Instant.EPOCH)))));
        var observes = observations()
                .map(request -> new Sample(octets(to -> Observes.write(to, request)), octets -> {
                    var read = ValueReader.read(octets, Observes::read);
                    return octets(to -> Observes.write(to, read));
                }));
        return Stream.concat(registrations, observes).toList();
    }

    private static Stream<Downlink> observations() {
        var attributes = Attributes.NONE
                .with(Attribute.PMIN, 1)
                .with(Attribute.GT, 0.1)
                .with(Attribute.LT, -1e30)
                .with(Attribute.CON, 1);
        return Stream.of(
                new Downlink.Observe(Path.ROOT, Token.of(new byte[0]), Optional.empty(), Attributes.NONE),
                new Downlink.Observe(
                        Path.of(3, 0, 7, 1), Token.of(-1), Optional.of(ContentFormat.LWM2M_CBOR), attributes),
                new Downlink.ObserveComposite(
                        new Content(ContentFormat.SENML_CBOR, Bytes.hex("81a1")),
                        Token.of((byte) 0, (byte) 1),
                        Optional.of(new ContentFormat(65535)),
                        attributes));
    }

    private Registration back(Registration registration) {
        return values.read(RegistrationValue.write(registration), Optional.of(registration.updated()));
    }

    private static byte[] octets(Consumer<ValueWriter> write) {
        var to = new ValueWriter();
        write.accept(to);
        return to.octets();
    }
}
