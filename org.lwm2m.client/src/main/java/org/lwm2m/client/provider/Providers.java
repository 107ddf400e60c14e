package org.lwm2m.client.provider;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.client.Smartcard;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Transport;

/**
 * What the engine finds around it: transports, security modes and codecs, which come and go. An answer is true for the
 * moment. For any thread.
 */
public final class Providers {

    public static final String STORE = "store";
    public static final String SMARTCARD = "smartcard";

    private final Ranked<String, Transport> transports = new Ranked<>();
    private final Ranked<String, SecurityMode> modes = new Ranked<>();
    private final Ranked<Integer, Codec> codecs = new Ranked<>();
    private final Ranked<Integer, LinkCodec> links = new Ranked<>();
    private final Ranked<String, StateStore> stores = new Ranked<>();
    private final Ranked<String, Smartcard> smartcards = new Ranked<>();

    /** By URI scheme. */
    public Ranked<String, Transport> transports() {
        return transports;
    }

    /** By the number in resource 2 of the Security object, as text. */
    public Ranked<String, SecurityMode> modes() {
        return modes;
    }

    /** By the number of the content format. */
    public Ranked<Integer, Codec> codecs() {
        return codecs;
    }

    /** By the number of the content format. */
    public Ranked<Integer, LinkCodec> linkCodecs() {
        return links;
    }

    /** Stores of what is to outlive the client; all have the same key. */
    public Ranked<String, StateStore> stores() {
        return stores;
    }

    /** Where to keep what is to outlive the client, if there is such a place. */
    public Optional<StateStore> store() {
        return stores.find(STORE);
    }

    /** Places for a smartcard; all have the same key. */
    public Ranked<String, Smartcard> smartcards() {
        return smartcards;
    }

    /** The place for a smartcard, if there is one. */
    public Optional<Smartcard> smartcard() {
        return smartcards.find(SMARTCARD);
    }

    public Optional<Codec> codec(ContentFormat format) {
        return codecs.find(format.number());
    }

    public Optional<LinkCodec> linkCodec() {
        return links.find(ContentFormat.LINK.number());
    }

    /** The formats that a value can have now. */
    public Set<ContentFormat> formats() {
        return codecs.keys().stream().map(ContentFormat::new).collect(Collectors.toSet());
    }
}
