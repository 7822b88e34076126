package org.sessionroom.limit;

/**
 * Everything that one customer of a network provider may have: an IPv4 address, or a /48 of IPv6 (RFC 6177). Whoever has a /48
 * can send from 65,536 networks, so what is counted for all sources together is counted for each site.
 */
public record SourceSite(String value) {}
