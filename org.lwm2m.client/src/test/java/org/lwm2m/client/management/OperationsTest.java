package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.execute;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;

import org.junit.jupiter.api.Test;

class OperationsTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);

    @Test
    void readsAResourceAsTextAndAnInstanceAsLines() {
        assertEquals("205 22.5", bench.ask(read("/3303/0/5700")));
        assertEquals("""
                205 /3303/0/5700=22.5
                /3303/0/5701=Cel
                /3303/0/5750=1
                /3303/0/5800/0=20
                /3303/0/5800/1=21
                /3303/0/5850=false
                /3303/0/5900=65535:65535""", bench.ask(read("/3303/0")));
        assertEquals("205 21", bench.ask(read("/3303/0/5800/1")));
    }

    @Test
    void writesAResource() {
        assertEquals("204", bench.ask(replace("/3303/0/5701", "K")));
        assertEquals("K", kitchen.units);
    }

    @Test
    void executesWithArguments() {
        assertEquals("204", bench.ask(execute("/3303/0/5605", "0='T'")));
        assertEquals("reset 0='T'", kitchen.done);
    }

    @Test
    void discoversWhatIsThereAndWhatCanOnlyBeWrittenOrExecuted() {
        assertEquals(
                "205 </3303>;ver=1.1,</3303/0>,</3303/0/5605>,</3303/0/5700>,</3303/0/5701>,</3303/0/5750>,"
                        + "</3303/0/5800>;dim=2,</3303/0/5850>,</3303/0/5851>,</3303/0/5900>",
                bench.ask(discover("/3303")));
    }
}
