package org.lwm2m.server.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Profile;

/** What somebody taught a profile id to mean, and its form in a store. */
record Lesson(Teacher teacher, Profile profile) {

    private static final int FORMAT = 1;

    /** Far more than is ever learned: what says more is damaged. */
    private static final int MOST = 10_000;

    Bytes bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(teacher.endpoint());
            out.writeUTF(teacher.proof());
            out.writeUTF(profile.id());
            out.writeInt(profile.objects().size());
            for (var link : profile.objects()) {
                out.writeUTF(link.path().prefix());
                out.writeLong(link.path().packed());
                out.writeInt(link.parameters().size());
                for (var each : link.parameters().entrySet()) {
                    out.writeUTF(each.getKey());
                    out.writeUTF(each.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** @throws IOException if it is damaged, or from a later version */
    static Lesson read(Bytes bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            var format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("its format is " + format + ", not " + FORMAT);
            }
            var teacher = new Teacher(in.readUTF(), in.readUTF());
            var id = in.readUTF();
            var links = new ArrayList<Link>();
            for (var left = count(in); left > 0; left--) {
                var path = new Path(in.readUTF(), in.readLong());
                var parameters = new LinkedHashMap<String, String>();
                for (var more = count(in); more > 0; more--) {
                    parameters.put(in.readUTF(), in.readUTF());
                }
                links.add(new Link(path, parameters));
            }
            return new Lesson(teacher, new Profile(id, links));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static int count(DataInputStream in) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("it has " + count + " parts");
        }
        return count;
    }
}
