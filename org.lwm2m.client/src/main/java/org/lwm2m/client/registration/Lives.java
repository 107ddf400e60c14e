package org.lwm2m.client.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.client.account.Account;

/**
 * The server accounts of one client, each with a life of its own, begun in the order of /1/x/13 (Core 1.2, 6.2.1): one
 * without priority at once; one with a priority when those before it have registered, or failed and do not block.
 */
public final class Lives {

    private final List<Life> all = new ArrayList<>();
    private final Set<Life> waiting = new HashSet<>();

    public Life add(Account account, Surroundings around, Consumer<ServerStatus> listener) {
        var lives = new Life[1];
        lives[0] = new Life(account, around, status -> {
            listener.accept(status);
            around.loop().execute(this::next);
        });
        all.add(lives[0]);
        waiting.add(lives[0]);
        all.sort(Comparator.comparing(each -> each.account().priority().orElse(-1L)));
        return lives[0];
    }

    /** Begins with those whose turn it is. */
    public void next() {
        for (var life : List.copyOf(all)) {
            if (waiting.contains(life)
                    && (life.account().priority().isEmpty() || before(life).allMatch(Lives::lets))) {
                waiting.remove(life);
                life.start();
            }
        }
    }

    public void remove(Life life) {
        all.remove(life);
        waiting.remove(life);
    }

    /** Whether a life has not begun, as it is not its turn. */
    public boolean waits(Life life) {
        return waiting.contains(life);
    }

    /** In the order of registration. */
    public List<Life> all() {
        return List.copyOf(all);
    }

    /** By Short Server ID. */
    public Optional<Life> get(int server) {
        return all.stream().filter(each -> each.account().id() == server).findFirst();
    }

    private Stream<Life> before(Life life) {
        var priority = life.account().priority().orElseThrow();
        return all.stream().filter(each -> each.account()
                .priority()
                .filter(one -> Long.compareUnsigned(one, priority) < 0)
                .isPresent());
    }

    /** Whether those after it may begin: it is registered, or has tried in vain and does not block them (/1/x/15). */
    private static boolean lets(Life life) {
        return switch (life.status().state()) {
            case REGISTERED, DISABLED -> true;
            case FAILED, NO_PROVIDER -> !life.account().blocksOthers();
            case WAITING -> life.hasFailed() && !life.account().blocksOthers();
            default -> false;
        };
    }
}
