package org.lwm2m.client.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;

/** Says Register, Update and De-register to one server, as the account and the objects are now. */
final class Registrar {

    private final Account account;
    private final Surroundings around;
    private final Way way;
    private final BindingChoice bindings;
    private final Wording wording;
    private Set<ContentFormat> formats = Set.of();

    /** @param announced what the server knows of us, if the answer is a success */
    record Answer(Response response, Announcement announced) {}

    Registrar(Account account, Surroundings around, Way way, BindingChoice bindings) {
        this.bindings = bindings;
        this.account = account;
        this.around = around;
        this.way = way;
        this.wording = new Wording(around.self(), account);
    }

    /** Why a Register can't be made now, in words: the list of objects needs its codec. */
    Optional<String> missing() {
        return around.providers().linkCodec().isPresent()
                ? Optional.empty()
                : Optional.of("no codec for the link format (40): install the bundle that has it");
    }

    /** Which formats there are: looked at now and then, as a codec that is only being replaced is no news. */
    void lookForFormats() {
        formats = around.providers().formats();
    }

    CompletionStage<Answer> register(Version version) {
        return CompletableFuture.completedFuture(version).thenCompose(this::sendRegister);
    }

    private static LwM2mException noList() {
        return new LwM2mException(Status.UNAVAILABLE, "no codec for link format at present, which a Register needs");
    }

    private CompletionStage<Answer> sendRegister(Version version) {
        lookForFormats();
        var now = announcement(version);
        var codec = around.providers().linkCodec().orElseThrow(Registrar::noList);
        var said = wording.of(version, now.links());
        var request = new Uplink.Register(
                around.self().endpoint(account),
                version.toString(),
                now.parameters(said.profiles()),
                Optional.of(said.links())
                        .filter(each -> !each.isEmpty()
                                || !said.byProfile()
                                || !around.management().root().isRoot())
                        .map(each -> list(codec, each)));
        return way.send(request)
                .thenCompose(response -> wording.refused(said, response.status())
                        ? sendRegister(version)
                        : CompletableFuture.completedStage(new Answer(response, now)));
    }

    /**
     * Tells what changed; all of it, if the answer to such news got lost, as the server may have taken it or not. A
     * changed list waits as long as there is no codec for it.
     *
     * @param evenIfNothing whether to refresh the registration if nothing did; otherwise the result is empty then
     */
    Optional<CompletionStage<Answer>> update(Registration registration, boolean evenIfNothing) {
        try {
            return sendUpdate(registration, evenIfNothing);
        } catch (RuntimeException e) {
            return Optional.of(CompletableFuture.failedStage(e));
        }
    }

    private Optional<CompletionStage<Answer>> sendUpdate(Registration registration, boolean evenIfNothing) {
        var before = registration.certain();
        var current = announcement(registration.version());
        var codec = around.providers().linkCodec().filter(each -> !current.listsTheSame(before));
        var now = codec.isPresent() ? current : current.listing(before);
        if (now.equals(before) && !evenIfNothing) {
            return Optional.empty();
        }
        if (!now.equals(before)) {
            registration.tellsNews();
        }
        var request = new Uplink.Update(
                registration.location(), now.since(before), codec.map(each -> list(each, now.links())));
        return Optional.of(way.send(request).thenApply(response -> new Answer(response, now)));
    }

    CompletionStage<Void> deregister(Registration registration) {
        return way.send(new Uplink.Deregister(registration.location()))
                .handle((answer, failure) -> null)
                .thenCompose(nothing -> CompletableFuture.<Void>completedFuture(null));
    }

    private Announcement announcement(Version version) {
        return Announcement.of(
                        account,
                        bindings.letters(version.atLeast(Version.V1_1)),
                        version,
                        around.management().links(version),
                        formats)
                .reachedAt(around.self().sms());
    }

    private Content list(LinkCodec codec, List<Link> links) {
        return new Content(
                ContentFormat.LINK,
                Bytes.utf8(codec.encode(around.management().root().listed(links))));
    }
}
