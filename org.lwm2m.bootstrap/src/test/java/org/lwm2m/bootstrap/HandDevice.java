package org.lwm2m.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A client on a real wire that speaks CoAP (RFC 7252, 3) by hand: asks at /bs, and answers what comes then. */
final class HandDevice implements AutoCloseable {

    private static final List<String> METHODS = List.of("", "GET", "POST", "PUT", "DELETE");
    private static final int ACK = 0x60;

    private final DatagramSocket socket;
    private final int port;
    private int requests;
    private int from;

    /** What it was asked, with the Content-Format or what is accepted. */
    final List<String> asked = new ArrayList<>();

    final List<byte[]> payloads = new ArrayList<>();

    HandDevice(int port) throws IOException {
        this.port = port;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
    }

    /** Sends a request and gives the code of its answer, such as 204. */
    int ask(int method, String path, String... query) throws IOException {
        var message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {0x41, (byte) method, 0x12, (byte) ++requests, 0x77});
        option(message, 11, path);
        var delta = 4;
        for (var each : query) {
            option(message, delta, each);
            delta = 0;
        }
        send(message.toByteArray());
        var answer = receive();
        while (answer[1] == 0) {
            answer = receive(); // it comes later, on its own
        }
        if ((answer[0] & 0x30) == 0) {
            send(new byte[] {ACK, 0, answer[2], answer[3]});
        }
        return (answer[1] >> 5 & 7) * 100 + (answer[1] & 0x1f);
    }

    /** Answers until Finish came. @param links what it answers to a Discover */
    void untilFinish(String links) throws IOException {
        while (!asked.contains("POST bs")) {
            var request = receive();
            var line = METHODS.get(request[1]) + " " + options(request);
            asked.add(line);
            var code = line.startsWith("GET") ? 0x45 : line.startsWith("DELETE") ? 0x42 : 0x44;
            var answer = new ByteArrayOutputStream();
            answer.writeBytes(new byte[] {(byte) (ACK | request[0] & 15), (byte) code, request[2], request[3]});
            answer.write(request, 4, request[0] & 15);
            if (line.startsWith("GET")) {
                answer.writeBytes(new byte[] {(byte) 0xc1, 40, (byte) 0xff});
                answer.writeBytes(links.getBytes(UTF_8));
            }
            send(answer.toByteArray());
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The port that the last message came from. */
    int askedFrom() {
        return from;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
    }

    private byte[] receive() throws IOException {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        from = packet.getPort();
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** The segments of the path, and the number of a format behind them. */
    private String options(byte[] message) {
        var path = new ArrayList<String>();
        var format = "";
        var at = 4 + (message[0] & 15);
        var number = 0;
        while (at < message.length && message[at] != (byte) 0xff) {
            var delta = message[at] >> 4 & 15;
            var length = message[at++] & 15;
            number += delta == 13 ? 13 + (message[at++] & 0xff) : delta;
            length = length == 13 ? 13 + (message[at++] & 0xff) : length;
            var value = Arrays.copyOfRange(message, at, at + length);
            at += length;
            if (number == 11) {
                path.add(new String(value, UTF_8));
            } else if (number == 12 || number == 17) {
                var octets = 0;
                for (var each : value) {
                    octets = octets << 8 | each & 0xff;
                }
                format = " " + octets;
            }
        }
        payloads.add(at < message.length ? Arrays.copyOfRange(message, at + 1, message.length) : new byte[0]);
        return String.join("/", path) + format;
    }

    private static void option(ByteArrayOutputStream message, int delta, String text) {
        message.write(delta << 4 | Math.min(text.length(), 13));
        if (text.length() >= 13) {
            message.write(text.length() - 13);
        }
        message.writeBytes(text.getBytes(UTF_8));
    }
}
