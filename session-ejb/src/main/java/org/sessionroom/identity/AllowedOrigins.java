package org.sessionroom.identity;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The origins whose pages may send requests: {@code SESSION_ALLOWED_ORIGINS}, by default only that of {@code SESSION_PUBLIC_URL}. */
public final class AllowedOrigins {

    private static final String DEFAULT_PUBLIC_URL = "https://localhost:8443";

    private AllowedOrigins() {}

    /** As browsers send them in the header Origin (RFC 6454 §6.2), however the configuration writes them. */
    public static Set<String> configured() {
        Config config = ConfigProvider.getConfig();
        return listed(config.getOptionalValue("session.allowed.origins", String.class)
                .or(() -> config.getOptionalValue("session.public.url", String.class))
                .orElse(DEFAULT_PUBLIC_URL));
    }

    static Set<String> listed(String urls) {
        return Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(AllowedOrigins::originOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In lower case, and without the scheme's default port. */
    private static String originOf(String url) {
        URI uri = URI.create(url.toLowerCase(Locale.ROOT));
        boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort());
    }
}
