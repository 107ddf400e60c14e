package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.client.resource.SimpleInstanceEnabler;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.request.argument.Arguments;
import org.eclipse.leshan.core.response.ExecuteResponse;
import org.eclipse.leshan.core.response.WriteResponse;

/** An instance of the notebook object, which says what a server does to it. */
final class Page extends SimpleInstanceEnabler {

    Page(int id, Map<Integer, Object> values) {
        super(id, values);
    }

    void text(String words) {
        resources.put(0, LwM2mSingleResource.newStringResource(0, words));
        fireResourceChange(0);
    }

    @Override
    public WriteResponse write(LwM2mServer server, boolean replace, int id, LwM2mResource value) {
        var words = new ArrayList<Object>(List.of("written"));
        Words.add(words, getResourcePath(id), value);
        say(words.toArray());
        return super.write(server, replace, id, value);
    }

    @Override
    public ExecuteResponse execute(LwM2mServer server, int id, Arguments arguments) {
        say("executed", getResourcePath(id), arguments.serialize());
        return ExecuteResponse.success();
    }
}
