package org.lwm2m.codec.link;

import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.testing.LinkCodecContract;
import org.lwm2m.testing.Proves;

@Proves("FMT-03")
class LinkFormatTest extends LinkCodecContract {

    @Override
    protected LinkCodec codec() {
        return new LinkFormat();
    }
}
