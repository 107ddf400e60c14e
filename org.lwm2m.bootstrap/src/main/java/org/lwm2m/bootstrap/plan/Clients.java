package org.lwm2m.bootstrap.plan;

import java.util.Comparator;

/** For whom a plan is: an endpoint name, or a pattern where {@code *} is anything and {@code ?} one character. */
record Clients(String pattern) {

    /** Names before patterns, and those that say more before others. */
    static final Comparator<Clients> CLOSEST = Comparator.comparing(Clients::isPattern)
            .thenComparing(each -> -each.letters())
            .thenComparing(Clients::pattern);

    boolean isPattern() {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** In time that is at most the product of both lengths, whatever is asked. */
    boolean match(String endpoint) {
        var at = 0;
        var next = 0;
        var star = -1;
        var resume = 0;
        while (at < endpoint.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length()
                    && (pattern.charAt(next) == '?' || pattern.charAt(next) == endpoint.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    private int letters() {
        return (int) pattern.chars().filter(each -> each != '*' && each != '?').count();
    }
}
