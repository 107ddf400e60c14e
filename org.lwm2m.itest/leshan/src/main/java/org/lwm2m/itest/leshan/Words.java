package org.lwm2m.itest.leshan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.leshan.core.ResponseCode;
import org.eclipse.leshan.core.model.InvalidDDFFileException;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;

/** What the two peers say, in lines: words first, then each value as {@code path=value}, with tabs between. */
final class Words {

    private Words() {}

    static synchronized void say(Object... words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : "\t").append(word);
        }
        System.out.println(line);
        System.out.flush();
    }

    static String code(ResponseCode code) {
        return code.getCode() / 100 + ".%02d".formatted(code.getCode() % 100);
    }

    /** The definitions that Leshan brings along, and the objects to test with. */
    static List<ObjectModel> models() throws IOException {
        var models = new ArrayList<>(ObjectLoader.loadAllDefault());
        for (var name : List.of("32700.xml", "/objects/16.xml", "/objects/19.xml", "/objects/42771.xml")) {
            try (InputStream file = Words.class.getResourceAsStream(name)) {
                models.addAll(ObjectLoader.loadDdfFile(file, name));
            } catch (InvalidDDFFileException e) {
                throw new IOException(e);
            }
        }
        return models;
    }

    static List<Object> answer(ResponseCode code, LwM2mPath path, LwM2mNode node) {
        var words = new ArrayList<Object>(List.of("answer", code(code)));
        add(words, path, node);
        return words;
    }

    /** Adds the values at and under {@code path}. */
    static void add(Collection<Object> words, LwM2mPath path, LwM2mNode node) {
        if (node instanceof LwM2mObject object) {
            object.getInstances().forEach((id, instance) -> add(words, path.append(id), instance));
        } else if (node instanceof LwM2mObjectInstance instance) {
            instance.getResources().forEach((id, resource) -> add(words, path.append(id), resource));
        } else if (node instanceof LwM2mResource resource && resource.isMultiInstances()) {
            resource.getInstances().forEach((id, each) -> add(words, path.append(id), each));
        } else if (node instanceof LwM2mResource resource) {
            words.add(path + "=" + text(resource.getValue()));
        } else if (node instanceof LwM2mResourceInstance instance) {
            words.add(path + "=" + text(instance.getValue()));
        }
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Date date ? "" + date.getTime() / 1000 : "" + value;
    }
}
