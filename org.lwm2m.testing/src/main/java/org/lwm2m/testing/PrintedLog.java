package org.lwm2m.testing;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What is logged in tests, all of ours from {@code DEBUG} and of others from {@code WARN}: see {@link Printed}. */
public final class PrintedLog implements SLF4JServiceProvider, ILoggerFactory {

    private final IMarkerFactory markers = new BasicMarkerFactory();

    @Override
    public Logger getLogger(String name) {
        return new Printing(name);
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

    private static final class Printing extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        Printing(String name) {
            this.name = name;
        }

        private boolean ours() {
            return name.startsWith("org.lwm2m");
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return name;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
            var words = MessageFormatter.basicArrayFormat(pattern, arguments);
            Printed.line(level + " " + name + ": " + words + (failure == null ? "" : " " + failure));
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return ours();
        }

        @Override
        public boolean isInfoEnabled() {
            return ours();
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
