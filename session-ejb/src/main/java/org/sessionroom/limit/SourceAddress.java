package org.sessionroom.limit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address as a key of rate limits. One household or clinic has a whole /64 of IPv6 (RFC 6177), so a longer prefix
 * would allow a caller to get a fresh limit with each address.
 */
public record SourceAddress(String value) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+(%.*)?");
    private static final Pattern NETWORK = Pattern.compile("(.+:.+:.+):.+::/64");
    private static final int NETWORK_GROUPS = 4;
    private static final int GROUPS = 8;

    /** @param address as {@code ServletRequest.getRemoteAddr()} returns it; invalid ones count as one unknown caller */
    public static SourceAddress of(String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return new SourceAddress("unknown");
        }
        boolean isIpv6 = address.indexOf(':') >= 0;
        boolean holdsIpv4 = address.indexOf('.') >= 0;
        if (!isIpv6) {
            return new SourceAddress(address);
        }
        return holdsIpv4 ? new SourceAddress(address.substring(address.lastIndexOf(':') + 1)) : network(address);
    }

    /** The /48 of an IPv6 address, or the IPv4 address itself. */
    public SourceSite site() {
        Matcher network = NETWORK.matcher(value);
        return new SourceSite(network.matches() ? network.group(1) + "::/48" : value);
    }

    private static SourceAddress network(String address) {
        String[] halves = address.replaceAll("%.*", "").toLowerCase(Locale.ROOT).split("::", 2);
        String[] front = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        String[] back = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_GROUPS; i++) {
            int fromBack = i - (GROUPS - back.length);
            String group = i < front.length ? front[i] : fromBack >= 0 && fromBack < back.length ? back[fromBack] : "0";
            network.append(group.replaceFirst("^0+(?=.)", "")).append(':');
        }
        return new SourceAddress(network + ":/64");
    }
}
