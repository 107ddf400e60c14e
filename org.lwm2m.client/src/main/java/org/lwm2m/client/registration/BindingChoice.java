package org.lwm2m.client.registration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.client.account.Account;

/**
 * Over which binding the next connection to a server goes (Core 1.2, 6.2.1.2): what an Execute of /1/x/8 named, else
 * /1/x/22, else one that /1/x/7 and /3/0/16 have in common, that of the account's URI first.
 * <p>
 * Where the server is over another binding, /0/x/25 says. If it does not, CoAP over UDP and over TCP are at the same host
 * and port, as their default ports are the same; other bindings are there only if the URI is of them. A client supports the binding of the URI, whatever /3/0/16 says.
 */
final class BindingChoice implements Route {

    private static final Map<String, String> TO_TCP = Map.of("coap", "coap+tcp", "coaps", "coaps+tcp");
    private static final Map<String, String> TO_UDP = Map.of("coap+tcp", "coap", "coaps+tcp", "coaps");

    private final Account account;
    private final Surroundings around;
    private Optional<String> device = Optional.empty();
    private Optional<Binding> asked = Optional.empty();

    BindingChoice(Account account, Surroundings around) {
        this.account = account;
        this.around = around;
    }

    @Override
    public URI uri() {
        return candidates().stream()
                .flatMap(each -> address(each).stream())
                .filter(each ->
                        around.providers().transports().find(each.getScheme()).isPresent())
                .findFirst()
                .orElse(account.uri());
    }

    @Override
    public CompletionStage<URI> look() {
        return refresh().thenApply(done -> uri());
    }

    /** Asks the Device object for its bindings. */
    CompletionStage<Void> refresh() {
        return around.management().bindings().thenAccept(letters -> device = letters);
    }

    /** What Register says: the client's bindings since 1.1, and before that the one that /1/x/7 is (Core 1.2, 6.2.1). */
    String letters(boolean since11) {
        if (!since11) {
            return account.binding();
        }
        var letters = device.orElse(account.binding()).replace("Q", "");
        var own = own().map(Binding::name).orElse("");
        return letters.contains(own) ? letters : letters + own;
    }

    /** The server wants this binding, until it is tried in vain or the registration ends; refused if there is none. */
    void ask(Binding binding) {
        var known = supports(binding) && (binding == Binding.U || server().contains(binding));
        if (!known || address(binding).isEmpty()) {
            throw new LwM2mException(
                    Status.BAD_REQUEST,
                    "no way over binding " + binding + " from here: /1/x/7 is " + account.binding()
                            + device.map(each -> ", /3/0/16 is " + each).orElse(""));
        }
        asked = Optional.of(binding);
    }

    void forget() {
        asked = Optional.empty();
    }

    private List<Binding> candidates() {
        var found = new ArrayList<Binding>();
        asked.ifPresent(found::add);
        account.preferredTransport().ifPresent(found::add);
        // A server is assumed to support UDP, whether it says so or not.
        own().filter(each -> each == Binding.U || server().contains(each)).ifPresent(found::add);
        found.addAll(server());
        if (own().filter(server()::contains).isEmpty()) {
            // Not where the URI is of a binding that both have: while its transport is being replaced, it is waited
            // for.
            found.add(Binding.U);
        }
        found.removeIf(each -> !supports(each));
        return found;
    }

    private List<Binding> server() {
        return account.binding()
                .chars()
                .mapToObj(Character::toString)
                .flatMap(letter -> Binding.parse(letter).stream())
                .toList();
    }

    private boolean supports(Binding binding) {
        return own().filter(binding::equals).isPresent()
                || device.map(Binding::parse)
                        .map(each -> each.contains(binding))
                        .orElse(true);
    }

    private Optional<Binding> own() {
        return Binding.ofScheme(account.uri().getScheme());
    }

    private Optional<URI> address(Binding binding) {
        var uri = account.uri();
        var said = account.uris().stream()
                .filter(each -> Binding.ofScheme(each.getScheme())
                        .filter(binding::equals)
                        .isPresent())
                .findFirst();
        if (said.isPresent()) {
            return said;
        }
        var schemes = binding == Binding.T ? TO_TCP : binding == Binding.U ? TO_UDP : Map.<String, String>of();
        return Optional.ofNullable(schemes.get(uri.getScheme()))
                .map(scheme -> URI.create(
                        scheme + uri.toString().substring(uri.getScheme().length())));
    }
}
