package org.sessionroom.identity;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The origins whose pages may send requests: {@code SESSION_ALLOWED_ORIGINS}, by default only that of {@code SESSION_PUBLIC_URL}. */
public final class AllowedOrigins {

    private static final String DEFAULT_PUBLIC_URL = "https://localhost:8443";

    private AllowedOrigins() {}

    /** As browsers send them in the header Origin (RFC 6454 §6.2). */
    public static Set<String> configured() {
        Config config = ConfigProvider.getConfig();
        String listed = config.getOptionalValue("session.allowed.origins", String.class)
                .orElseGet(() -> of(config.getOptionalValue("session.public.url", String.class)
                        .orElse(DEFAULT_PUBLIC_URL)));
        return Arrays.stream(listed.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The origin of a page at this URL; the scheme's default port is left out. */
    static String of(String url) {
        URI uri = URI.create(url);
        boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
    }
}
