package org.lwm2m.itest.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** What the system logs of problems, in lines. */
final class Log implements LogListener, AutoCloseable {

    private final LogReaderService reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Log(BundleContext context) {
        reader = context.getService(context.getServiceReference(LogReaderService.class));
        reader.addLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        if (entry.getLogLevel() == LogLevel.WARN || entry.getLogLevel() == LogLevel.ERROR) {
            lines.add(entry.getBundle().getSymbolicName() + ": " + entry.getMessage());
        }
    }

    /** What a bundle has said. */
    List<String> of(String bundle) {
        return lines.stream().filter(line -> line.startsWith(bundle + ": ")).toList();
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    void forget() {
        lines.clear();
    }

    @Override
    public void close() {
        reader.removeLogListener(this);
    }
}
