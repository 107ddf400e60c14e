package org.lwm2m.client.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.client.Smartcard;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.registration.Surroundings;

/**
 * The accounts that a smartcard brings: they come before those that are configured, which wait while it is in, and they
 * go with it (Core 1.2, 6.1.5 and appendix G). Belongs to the client's loop.
 */
public final class Card {

    private final Surroundings around;
    private final Host host;
    private final List<Configured> configured = new ArrayList<>();
    private final List<SecurityInstance> brought = new ArrayList<>();
    private List<Provision> access = List.of();
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private Optional<Bytes> inside = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean looking;
    private boolean again;

    /** Whose accounts they are. */
    public interface Host {

        /** Takes one account, at instances that are free. */
        CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings);

        CompletionStage<Void> remove(SecurityInstance account);

        /** Access control at one place begins with this. */
        void provide(Provision provision);

        void withdraw(Provision provision);

        /** Something for the log. */
        void say(String news);
    }

    /** An account of configuration, which counts while there is no card. */
    private static final class Configured {

        final List<Entry> account;
        final Account.Settings settings;
        final CompletableFuture<SecurityInstance> first = new CompletableFuture<>();
        Optional<SecurityInstance> now = Optional.empty();

        Configured(List<Entry> account, Account.Settings settings) {
            this.account = account;
            this.settings = settings;
        }
    }

    public Card(Surroundings around, Host host) {
        this.around = around;
        this.host = host;
    }

    /** Looks for a card first of all (Core 1.2, 6.1.5); what is configured waits for what is found. */
    public void start() {
        if (around.providers().smartcard().isEmpty()) {
            looked.complete(null);
        } else {
            look();
        }
    }

    /** A card may have come, or gone, or be another. */
    public void look() {
        var card = around.providers().smartcard();
        if (card.isEmpty()) {
            // Its provider may be being replaced: nothing says that the card is not in.
            return;
        } else if (looking) {
            again = true;
            return;
        }
        looking = true;
        CompletableFuture.completedFuture(card.get())
                .thenCompose(Smartcard::read)
                .handleAsync(this::read, around.loop())
                .thenCompose(done -> done)
                .whenCompleteAsync((done, failure) -> looked(failure), around.loop());
    }

    /** It is registered with a server, or that was refreshed: one of the card is good only as long as the card is in. */
    public void heard(int server) {
        var ours = brought.stream().anyMatch(each -> each instanceof Account one && one.id() == server);
        if (ours) {
            look();
        }
    }

    /** Takes an account of configuration, now or when there is no card. */
    public CompletionStage<SecurityInstance> add(List<Entry> account, Account.Settings settings) {
        var one = new Configured(account, settings);
        configured.add(one);
        looked.thenRunAsync(
                () -> {
                    if (inside.isEmpty() && configured.contains(one)) {
                        begin(one);
                    } else if (!inside.isEmpty()) {
                        host.say("an account of configuration waits, as those of the smartcard come first");
                    }
                },
                around.loop());
        return one.first;
    }

    /** An account of configuration is no more, that still waits; nothing if it does not. */
    public void cancel(List<Entry> account, Account.Settings settings) {
        configured.removeIf(
                each -> !each.first.isDone() && each.account.equals(account) && each.settings.equals(settings));
    }

    /** An account of configuration is no more. */
    public CompletionStage<Void> remove(SecurityInstance account) {
        var found = configured.stream()
                .filter(each -> each.first.getNow(null) == account)
                .findFirst();
        found.ifPresent(configured::remove);
        return host.remove(found.flatMap(each -> each.now).orElse(account));
    }

    private CompletionStage<Void> read(Optional<Bytes> file, Throwable failure) {
        if (failure != null) {
            return complain("the smartcard can't be read, all stays as it is: " + words(failure));
        }
        var content = file.filter(each -> each.size() > 0);
        if (content.equals(inside) && (content.isPresent() || brought.isEmpty())) {
            return CompletableFuture.completedStage(null);
        }
        var gone = drop();
        inside = Optional.empty();
        if (content.isEmpty()) {
            problem = Optional.empty();
            return gone.thenRunAsync(this::release, around.loop());
        }
        return gone.thenComposeAsync(done -> entries(content.get()), around.loop())
                .thenComposeAsync(found -> take(content.get(), found), around.loop())
                .exceptionallyComposeAsync(
                        refusal -> {
                            release();
                            return complain("the accounts of the smartcard do not count: " + words(refusal));
                        },
                        around.loop());
    }

    private CompletionStage<List<Entry>> entries(Bytes file) {
        CompletionStage<List<Entry>> all = CompletableFuture.completedFuture(List.of());
        for (var part : CardFile.read(file).objects()) {
            var content = new Content(ContentFormat.TLV, part.instances());
            all = all.thenCombine(
                    around.management().provisioning().decode(Path.of(part.object()), content), Card::together);
        }
        return all;
    }

    /** All of it makes sense, or nothing of it counts. */
    private CompletionStage<Void> take(Bytes file, List<Entry> entries) {
        var accounts = Accounts.apart(
                entries.stream().filter(each -> Accounts.holds(each.path())).toList());
        access = Provision.read(
                entries.stream().filter(each -> each.path().object() == 2).toList());
        access.forEach(host::provide);
        inside = Optional.of(file);
        problem = Optional.empty();
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (var each : configured) {
            if (each.now.isPresent()) {
                var leaving = host.remove(each.now.get());
                each.now = Optional.empty();
                done = done.thenCombine(leaving, (one, other) -> null);
            }
        }
        for (var account : accounts) {
            done = done.thenCompose(before -> host.add(account, Account.Settings.STANDARD))
                    .thenAccept(brought::add)
                    .exceptionallyCompose(refusal -> complain("an account of the smartcard: " + words(refusal)));
        }
        host.say("the accounts of the smartcard count, and those of configuration do not");
        return done;
    }

    private CompletionStage<Void> drop() {
        CompletionStage<Void> gone = CompletableFuture.completedStage(null);
        for (var each : brought) {
            gone = gone.thenCombine(host.remove(each), (one, other) -> null);
        }
        if (!brought.isEmpty()) {
            host.say("the smartcard is gone or another: its accounts go");
        }
        brought.clear();
        access.forEach(host::withdraw);
        access = List.of();
        return gone;
    }

    private void release() {
        configured.stream().filter(each -> each.now.isEmpty()).forEach(this::begin);
    }

    private void begin(Configured one) {
        if (!looked.isDone()) {
            // It begins when the first look is over.
            return;
        }
        host.add(one.account, one.settings)
                .whenCompleteAsync(
                        (made, failure) -> {
                            one.now = Optional.ofNullable(made);
                            if (failure == null) {
                                one.first.complete(made);
                            } else {
                                one.first.completeExceptionally(failure);
                            }
                        },
                        around.loop());
    }

    private void looked(Throwable bug) {
        if (bug != null) {
            complain("the smartcard: " + bug);
        }
        looking = false;
        looked.complete(null);
        if (again) {
            again = false;
            look();
        }
    }

    /** Once, until it is another. */
    private CompletionStage<Void> complain(String what) {
        if (!problem.equals(Optional.of(what))) {
            problem = Optional.of(what);
            host.say(what);
        }
        return CompletableFuture.completedStage(null);
    }

    private static List<Entry> together(List<Entry> some, List<Entry> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static String words(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known
                ? known.getMessage()
                : LwM2mException.cause(failure).toString();
    }
}
