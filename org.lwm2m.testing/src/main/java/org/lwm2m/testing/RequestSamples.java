package org.lwm2m.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;

/** Requests of every kind, with all fields used and with as few as may be. */
public final class RequestSamples {

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
            Map.of("x", "y"));

    private RequestSamples() {}

    /** To a server. */
    public static Stream<Uplink> uplink() {
        return Stream.of(
                new Uplink.Register(Optional.of("urn:dev:ä&1"), "1.2", PARAMETERS, Optional.of(LINKS)),
                new Uplink.Register(Optional.empty(), "1.0", Parameters.NONE, Optional.empty()),
                new Uplink.Update("rd/5a3f", PARAMETERS, Optional.of(LINKS)),
                new Uplink.Update("rd/5a3f", Parameters.NONE, Optional.empty()),
                new Uplink.Deregister("rd/5a3f"),
                new Uplink.Send(TLV));
    }

    /** To a bootstrap server. */
    public static Stream<Uplink> bootstrapUplink() {
        return Stream.of(
                new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.of(ContentFormat.SENML_CBOR)),
                new Uplink.BootstrapRequest(Optional.empty(), Optional.empty()),
                new Uplink.BootstrapPackRequest(
                        Optional.of("urn:dev:1"),
                        List.of(Path.of(0, 2), Path.of(21, 0)),
                        Optional.of(ContentFormat.SENML_CBOR)),
                new Uplink.BootstrapPackRequest(Optional.empty(), List.of(), Optional.empty()));
    }

    /** From a server. */
    public static Stream<Downlink> downlink() {
        return Stream.of(
                new Downlink.Read(Path.of(3), Optional.empty()),
                new Downlink.Read(Path.of(3, 0, 11, 0), Optional.of(ContentFormat.TEXT)),
                new Downlink.Read(Path.parse("/lwm2m/d01/3303/0"), Optional.of(ContentFormat.TLV)),
                new Downlink.Discover(Path.of(3, 0), Optional.empty()),
                new Downlink.Discover(Path.of(3), Optional.of(3)),
                new Downlink.Write(Path.of(1, 0, 1), TLV, Downlink.Write.Mode.REPLACE),
                new Downlink.Write(Path.of(1, 0, 1), Content.text(""), Downlink.Write.Mode.REPLACE),
                new Downlink.Write(Path.of(1, 0), TLV, Downlink.Write.Mode.PARTIAL_UPDATE),
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
                new Downlink.Observe(Path.of(3), new Token(0x0102, 2), Optional.empty(), Attributes.NONE),
                new Downlink.Cancel(Path.of(3, 0, 9), TOKEN),
                new Downlink.ObserveComposite(PATHS, TOKEN, Optional.of(ContentFormat.SENML_CBOR), ATTRIBUTES),
                new Downlink.CancelComposite(PATHS, TOKEN));
    }

    /** From a bootstrap server. */
    public static Stream<BootstrapDownlink> bootstrapDownlink() {
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

    /** To either side. */
    public static Stream<Foreign> foreign() {
        return Stream.of(
                new Foreign(Foreign.Method.GET, "/.well-known/core", Optional.empty(), Optional.empty()),
                new Foreign(
                        Foreign.Method.POST,
                        "/.well-known/est/sen?a=b&c%26d=%25",
                        Optional.of(new Content(new ContentFormat(286), Bytes.hex("3000"))),
                        Optional.of(new ContentFormat(287))),
                new Foreign(Foreign.Method.PUT, "/a%2Fb", Optional.of(TLV), Optional.empty()),
                new Foreign(Foreign.Method.DELETE, "/firmware", Optional.empty(), Optional.empty()));
    }
}
