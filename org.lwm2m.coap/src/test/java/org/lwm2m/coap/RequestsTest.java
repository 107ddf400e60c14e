package org.lwm2m.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;

class RequestsTest {

    private static final Content TLV = new Content(ContentFormat.TLV, Bytes.hex("c80004"));
    private static final Content PATHS = new Content(ContentFormat.ETCH_CBOR, Bytes.hex("81a1006103"));
    private static final Content LINKS = new Content(ContentFormat.LINK, Bytes.utf8("</1/0>,</3/0>"));
    private static final Token TOKEN = Token.of(0x0123456789abcdefL);
    private static final Attributes ATTRIBUTES = new Attributes(Map.of(
            Attribute.PMIN, BigDecimal.TEN, Attribute.GT, new BigDecimal("42.5"), Attribute.CON, BigDecimal.ONE));
    private static final Parameters PARAMETERS = new Parameters(
            Optional.of(Duration.ofHours(1)),
            Optional.of("UT"),
            true,
            Optional.of("4912345"),
            List.of("6:1234abcd", "oma:v-1"),
            Map.of("x", "y", "bare", ""));

    static Stream<Uplink> uplink() {
        return Stream.of(
                new Uplink.Register(Optional.of("urn:dev:ä&1"), "1.2", PARAMETERS, Optional.of(LINKS)),
                new Uplink.Register(Optional.empty(), "1.0", Parameters.NONE, Optional.empty()),
                new Uplink.Update("rd/5a3f", PARAMETERS, Optional.of(LINKS)),
                new Uplink.Update("rd/5a3f", Parameters.NONE, Optional.empty()),
                new Uplink.Deregister("rd/5a3f"),
                new Uplink.Send(TLV),
                new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.of(ContentFormat.SENML_CBOR)),
                new Uplink.BootstrapRequest(Optional.empty(), Optional.empty()),
                new Uplink.BootstrapPackRequest(
                        Optional.of("urn:dev:1"),
                        List.of(Path.of(0, 2), Path.of(21, 0)),
                        Optional.of(ContentFormat.SENML_CBOR)),
                new Uplink.BootstrapPackRequest(Optional.empty(), List.of(), Optional.empty()));
    }

    static Stream<Downlink> downlink() {
        return Stream.of(
                new Downlink.Read(Path.of(3), Optional.empty()),
                new Downlink.Read(Path.of(3, 0, 11, 0), Optional.of(ContentFormat.TEXT)),
                new Downlink.Read(Path.parse("/lwm2m/d01/3303/0"), Optional.of(ContentFormat.TLV)),
                new Downlink.Discover(Path.of(3, 0), Optional.empty()),
                new Downlink.Discover(Path.of(3), Optional.of(3)),
                new Downlink.Write(Path.of(1, 0, 1), TLV, Downlink.Write.Mode.REPLACE),
                new Downlink.Write(Path.of(1, 0, 1), Content.text(""), Downlink.Write.Mode.REPLACE),
                new Downlink.Write(Path.of(1, 0), TLV, Downlink.Write.Mode.PARTIAL_UPDATE),
                new Downlink.Write(Path.of(34, 0, 1), TLV, Downlink.Write.Mode.PARTIAL_UPDATE),
                new Downlink.WriteAttributes(Path.of(3), ATTRIBUTES, Set.of(Attribute.PMAX, Attribute.ST)),
                new Downlink.WriteAttributes(Path.of(3, 0, 7, 1), Attributes.NONE, Set.of(Attribute.PMIN)),
                new Downlink.Execute(Path.of(1, 0, 8), ""),
                new Downlink.Execute(Path.of(1, 0, 8), "0='T',1"),
                new Downlink.Create(Path.of(2), TLV),
                new Downlink.Delete(Path.of(2, 1)),
                new Downlink.Delete(Path.of(2, 1, 2, 3)),
                new Downlink.ReadComposite(PATHS, Optional.of(ContentFormat.SENML_CBOR)),
                new Downlink.WriteComposite(TLV),
                new Downlink.Observe(Path.of(3, 0, 9), TOKEN, Optional.of(ContentFormat.TEXT), ATTRIBUTES),
                new Downlink.Observe(Path.of(3), Token.of(), Optional.empty(), Attributes.NONE),
                new Downlink.Cancel(Path.of(3, 0, 9), TOKEN),
                new Downlink.ObserveComposite(PATHS, TOKEN, Optional.empty(), Attributes.NONE),
                new Downlink.ObserveComposite(PATHS, TOKEN, Optional.of(ContentFormat.SENML_CBOR), ATTRIBUTES),
                new Downlink.CancelComposite(PATHS, TOKEN));
    }

    static Stream<BootstrapDownlink> bootstrap() {
        return Stream.of(
                new BootstrapDownlink.Write(Path.of(0), TLV),
                new BootstrapDownlink.Write(Path.of(0, 1), TLV),
                new BootstrapDownlink.Write(Path.of(0, 1, 5), TLV),
                new BootstrapDownlink.Read(Path.of(1, 0), Optional.of(ContentFormat.TLV)),
                new BootstrapDownlink.Discover(Path.ROOT),
                new BootstrapDownlink.Discover(Path.of(0)),
                new BootstrapDownlink.Delete(Path.ROOT),
                new BootstrapDownlink.Delete(Path.of(0, 1)),
                new BootstrapDownlink.Finish());
    }

    static Stream<Foreign> foreign() {
        return Stream.of(
                new Foreign(Foreign.Method.GET, "/.well-known/core", Optional.empty(), Optional.empty()),
                new Foreign(
                        Foreign.Method.POST,
                        "/.well-known/est/sen?a=b&c%26d=%25",
                        Optional.of(new Content(new ContentFormat(286), Bytes.hex("3000"))),
                        Optional.of(new ContentFormat(287))),
                new Foreign(Foreign.Method.PUT, "/a%2Fb", Optional.of(TLV), Optional.empty()),
                new Foreign(Foreign.Method.GET, "/a//b/", Optional.empty(), Optional.empty()),
                new Foreign(Foreign.Method.GET, "//", Optional.empty(), Optional.empty()),
                new Foreign(Foreign.Method.DELETE, "/firmware", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("uplink")
    void whatAClientSaysArrivesEqual(Uplink request) {
        assertEquals(request, Wire.carry(request, Role.MANAGEMENT, true));
        assertEquals(request, Wire.carry(request, Role.BOOTSTRAP, true));
    }

    @ParameterizedTest
    @MethodSource("downlink")
    void whatAServerSaysArrivesEqual(Downlink request) {
        assertEquals(request, Wire.carry(request, Role.MANAGEMENT, false));
    }

    @ParameterizedTest
    @MethodSource("bootstrap")
    void whatABootstrapServerSaysArrivesEqual(BootstrapDownlink request) {
        assertEquals(request, Wire.carry(request, Role.BOOTSTRAP, false));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNotOfLwM2mArrivesEqual(Foreign request) {
        assertEquals(request, Wire.carry(request, Role.MANAGEMENT, false));
        assertEquals(request, Wire.carry(request, Role.BOOTSTRAP, true));
    }

    @Test
    void ignoresThePayloadOfAMethodThatHasNone() {
        assertEquals(
                new Foreign(Foreign.Method.GET, "/fw", Optional.empty(), Optional.empty()),
                Wire.read("40010001b26677ff01", Role.MANAGEMENT, false));
    }

    @Test
    void theTriggerOfTheSpecificationIsAnExecute() {
        assertEquals(
                new Downlink.Execute(Path.of(1, 0, 8), ""),
                Wire.read("4402b60b2161fb63b13101300138", Role.MANAGEMENT, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /3303             | 11542 | Create",
                "POST | /3303             | 112   | Create",
                "POST | /3303/0           | 11542 | Write PARTIAL_UPDATE",
                "POST | /34/0/1           | 11544 | Write PARTIAL_UPDATE",
                "POST | /3303/0/5605      |       | Execute",
                "POST | /3303/0/5605      | 0     | Execute",
                "PUT  | /3303/0           | 110   | Write REPLACE",
                "PUT  | /3303/0/5701      | 0     | Write REPLACE",
                "PUT  | /34/0/1/0         | 60    | Write REPLACE",
                "PUT  | /3303?pmin=1      |       | WriteAttributes",
                "PUT  | /3303/0?pmin=1    |       | WriteAttributes",
                "PUT  | /3303/0/5700?pmin |       | WriteAttributes",
                "PUT  | /34/0/1/0?pmax=9  |       | WriteAttributes",
            })
    @Proves("DM-27")
    void pathFormatAndQueryTellWhatIsMeant(String method, String uri, Integer format, String meant) {
        var head = Requests.head(method, uri);
        if (format != null) {
            head.getOptions().setContentFormat(format);
        }
        var read = new RequestReader(Role.MANAGEMENT, false).read(head, Bytes.EMPTY);
        var name = read.getClass().getSimpleName();
        assertEquals(meant, read instanceof Downlink.Write write ? name + " " + write.mode() : name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:uuid:F81D4FAE-7dec-11d0-a765-00a0c91e6bf6",
                "urn:dev:ops:32473-Pump-7",
                "urn:imei:490154203237518",
                "urn:nai:gerät@example.org",
                "Pumpe №7 /?&=#+",
                "100%, %41 %zz %25%",
            })
    @Proves("MOD-09")
    void anEndpointNameArrivesAsItIs(String name) {
        var endpoint = Optional.of(name);
        List.of(
                        new Uplink.Register(endpoint, "1.2", Parameters.NONE, Optional.empty()),
                        new Uplink.BootstrapRequest(endpoint, Optional.empty()),
                        new Uplink.BootstrapPackRequest(endpoint, List.of(), Optional.empty()))
                .forEach(request -> assertEquals(
                        request,
                        Wire.carry(
                                request, request instanceof Uplink.Register ? Role.MANAGEMENT : Role.BOOTSTRAP, true)));
    }

    @Test
    void aReadIsAGetWithAccept() {
        assertEquals(
                "4101123442" + "b133" + "0130" + "62" + "2d16",
                Wire.hex(new Downlink.Read(Path.of(3, 0), Optional.of(ContentFormat.TLV))));
    }

    @Test
    void anUpdateWithLinksNeedsNoContentFormat() {
        var update = (Uplink.Update) Wire.read("4102123442b27264" + "0178" + "ff3c2f332f303e", Role.MANAGEMENT, true);
        assertEquals(Optional.of(new Content(ContentFormat.LINK, Bytes.utf8("</3/0>"))), update.objects());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "POST | /rd?ep=a&lwm2m=1.2&Q=                 | true",
                "POST | /rd?Q&b=U&lwm2m=1.1&lt=60&ep=a%41      | true",
                "POST | /rd/1/                                 | true",
            })
    void whatClientsInTheFieldSayIsUnderstood(String method, String uri, boolean listening) {
        Requests.read(method, uri, Role.MANAGEMENT, listening);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "400 | MANAGEMENT | POST   | /rd?ep=a",
                "400 | MANAGEMENT | POST   | /rd?ep=a&ep=b&lwm2m=1.2",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&lwm2m=1.2",
                "400 | MANAGEMENT | POST   | /rd?ep=&lwm2m=1.2",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&lt=-1",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&lt=99999999999",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&lt=1.5",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&Q=1",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&=x",
                "400 | MANAGEMENT | POST   | /rd?ep=a&lwm2m=1.2&pid=1:a,,2:b",
                "405 | MANAGEMENT | GET    | /rd",
                "405 | MANAGEMENT | PUT    | /rd/1",
                "400 | MANAGEMENT | DELETE | /rd/1?x=1",
                "404 | MANAGEMENT | DELETE | /rd//1",
                "404 | MANAGEMENT | POST   | /rd//",
                "404 | MANAGEMENT | POST   | /dp/1",
                "400 | MANAGEMENT | POST   | /dp",
                "405 | MANAGEMENT | GET    | /bs",
                "400 | BOOTSTRAP  | POST   | /bs?pct=abc",
                "400 | BOOTSTRAP  | POST   | /bs?ep=a&pct=65536",
                "400 | BOOTSTRAP  | GET    | /bspack?acc=0/2",
                "405 | MANAGEMENT | GET    | /",
                "405 | MANAGEMENT | GET    | /3/0/1/2/5",
                "405 | MANAGEMENT | GET    | /3/x/1",
                "405 | MANAGEMENT | GET    | /3//1",
                "405 | MANAGEMENT | GET    | //3/0",
                "405 | MANAGEMENT | GET    | /3/65535",
                "405 | MANAGEMENT | GET    | /3/00",
                "400 | MANAGEMENT | GET    | /3/0?pmin=1",
                "400 | MANAGEMENT | PUT    | /3/0",
                "405 | MANAGEMENT | PUT    | /3",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=1.9",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=-1",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=a",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=1&pmin=2",
                "400 | MANAGEMENT | PUT    | /3/0?pmin=1&pmin",
                "400 | MANAGEMENT | PUT    | /3/0?dim=2",
                "400 | MANAGEMENT | PUT    | /3/0?PMIN=2",
                "400 | MANAGEMENT | PUT    | /3/0/9?edge=2",
                "400 | MANAGEMENT | PUT    | /3/0/9?gt=1e999",
                "400 | MANAGEMENT | PUT    | /3/0/9?gt=1&lt=2",
                "400 | MANAGEMENT | POST   | /3",
                "405 | MANAGEMENT | POST   | /3/0",
                "405 | MANAGEMENT | POST   | /3/0/4/1",
                "400 | MANAGEMENT | POST   | /3/0/4?x",
                "405 | MANAGEMENT | DELETE | /3",
                "405 | MANAGEMENT | DELETE | /3/0/4",
                "405 | MANAGEMENT | DELETE | /",
                "400 | MANAGEMENT | FETCH  | /",
                "405 | MANAGEMENT | FETCH  | /3/0",
                "405 | MANAGEMENT | IPATCH | /3/0",
                "405 | MANAGEMENT | PATCH  | /3/0",
                "405 | BOOTSTRAP  | GET    | /3/0/1",
                "405 | BOOTSTRAP  | POST   | /3/0/1",
                "405 | BOOTSTRAP  | DELETE | /3/0/1",
                "400 | BOOTSTRAP  | PUT    | /0/1",
                "405 | BOOTSTRAP  | FETCH  | /",
            })
    void whatTheTablesDoNotAllowIsRefused(int code, Role role, String method, String uri) {
        var refusal = assertThrows(LwM2mException.class, () -> Requests.read(method, uri, role, true));
        assertEquals(code, refusal.status().code(), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a/b", "a/", "3/0"})
    void aSegmentThatHoldsASlashIsNoPartOfAPath(String segment) {
        var head = Requests.head("GET", "/lwm2m");
        head.getOptions().addUriPath(segment).addUriPath("3");
        var reader = new RequestReader(Role.MANAGEMENT, false);
        var refusal = assertThrows(LwM2mException.class, () -> reader.read(head, Bytes.EMPTY));
        assertEquals(405, refusal.status().code(), refusal.getMessage());
        var update = Requests.head("POST", "/rd");
        update.getOptions().addUriPath(segment);
        var unknown = assertThrows(LwM2mException.class, () -> reader.read(update, Bytes.EMPTY));
        assertEquals(404, unknown.status().code(), unknown.getMessage());
    }

    @Test
    void aLocationIsSaidAsItCame() {
        var head = RequestWriter.write(new Uplink.Deregister("rd//5a/")).head();
        assertEquals(List.of("rd", "", "5a", ""), head.getOptions().getUriPath());
        var root = RequestWriter.write(new Uplink.Deregister("")).head();
        assertEquals(List.of(), root.getOptions().getUriPath());
    }

    @Test
    void aDiscoverOfMoreThanThreeLevelsIsRefused() {
        var discover = new Downlink.Discover(Path.of(3), Optional.of(4));
        var refusal = assertThrows(LwM2mException.class, () -> Wire.carry(discover, Role.MANAGEMENT, false));
        assertEquals(400, refusal.status().code());
    }

    @ParameterizedTest
    @CsvSource({"402, 1", "402, 5", "402, 9", "505, 35", "505, 39"})
    void criticalOptionsThatWeDoNotSupportAreRefused(int code, int option) {
        var head = Requests.head("GET", "/3/0");
        switch (option) {
            case 1 -> head.getOptions().addIfMatch(new byte[] {1});
            case 5 -> head.getOptions().setIfNoneMatch(true);
            case 9 -> head.getOptions().setOscore(new byte[] {1});
            case 35 -> head.getOptions().setProxyUri("coap://elsewhere/3/0");
            default -> head.getOptions().setProxyScheme("coap");
        }
        var reader = new RequestReader(Role.MANAGEMENT, false);
        var refusal = assertThrows(LwM2mException.class, () -> reader.read(head, Bytes.EMPTY));
        assertEquals(code, refusal.status().code());
    }

    @Test
    void aFinishIsWhatComesFromAPeerThatWeCalled() {
        Request finish = Requests.read("POST", "/bs", Role.BOOTSTRAP, false);
        assertEquals(new BootstrapDownlink.Finish(), finish);
    }

    @Test
    void anInstanceWithoutNumberHasNoAddress() {
        var read = new Downlink.Read(Path.of(2, Path.ABSENT, 0), Optional.empty());
        assertThrows(LwM2mException.class, () -> RequestWriter.write(read));
    }
}
