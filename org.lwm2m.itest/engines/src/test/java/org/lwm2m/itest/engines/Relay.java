package org.lwm2m.itest.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire of TCP between a client and a server that can be cut. */
final class Relay implements AutoCloseable {

    private final ServerSocket here;
    private final int there;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Relay(int there) throws IOException {
        this.there = there;
        this.here = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        run(this::take);
    }

    int port() {
        return here.getLocalPort();
    }

    /** Ends what is connected now. */
    void cut() {
        open.forEach(Relay::end);
        open.clear();
    }

    private void take() throws IOException {
        while (!here.isClosed()) {
            var near = here.accept();
            var far = new Socket(InetAddress.getLoopbackAddress(), there);
            open.add(near);
            open.add(far);
            run(() -> copy(near, far));
            run(() -> copy(far, near));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Task {

        void run() throws IOException;
    }

    private static void run(Task task) {
        var thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // It was cut.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
        cut();
    }
}
