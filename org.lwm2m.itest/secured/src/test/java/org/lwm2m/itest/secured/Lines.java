package org.lwm2m.itest.secured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lwm2m.testing.Printed;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Keeps the lines that are logged at {@code WARN} and above; all others are lost. */
public final class Lines implements SLF4JServiceProvider, ILoggerFactory {

    // The logging framework makes the one instance, tests have to find what it was told.
    private static final List<String> LINES = new ArrayList<>(); // guarded by itself

    private final IMarkerFactory markers = new BasicMarkerFactory();

    static void forget() {
        synchronized (LINES) {
            LINES.clear();
        }
    }

    /** Those that contain this, as soon as there is one. */
    static List<String> with(String words) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        synchronized (LINES) {
            while (System.nanoTime() < end && LINES.stream().noneMatch(line -> line.contains(words))) {
                LINES.wait(1000);
            }
            return LINES.stream().filter(line -> line.contains(words)).toList();
        }
    }

    @Override
    public org.slf4j.Logger getLogger(String name) {
        return new Keeper(name);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Nothing to read.
    }

    private static final class Keeper extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        Keeper(String name) {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return name;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
            var line = level + " " + name + " " + MessageFormatter.basicArrayFormat(pattern, arguments);
            Printed.line(line);
            synchronized (LINES) {
                LINES.add(line);
                LINES.notifyAll();
            }
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
