package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends {@link Assets}: cacheable for a year under the current version, to be revalidated under any other. */
@WebServlet(urlPatterns = "/resources/*", loadOnStartup = 1)
public class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A year, the longest useful value; a reload does not revalidate it either (RFC 8246). */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Inject
    private transient Assets assets;

    @Override
    public void init() throws ServletException {
        try {
            assets.load(getServletContext());
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        Optional<Asset> asset = assets.find(path);
        if (asset.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // Weak (RFC 9110, 8.8.1): the same for compressed and plain bytes.
        String tag = "W/\"" + assets.version() + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Cache-Control", assets.isCurrent(path) ? FOR_EVER : "no-cache");
        if (knows(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            send(asset.get(), takesGzip(request), response);
        }
    }

    private static void send(Asset asset, boolean zipped, HttpServletResponse response) throws IOException {
        response.setContentType(asset.type());
        byte[] bytes = asset.bytes();
        if (zipped && asset.zipped().isPresent()) {
            response.setHeader("Content-Encoding", "gzip");
            bytes = asset.zipped().get();
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static boolean knows(HttpServletRequest request, String tag) {
        return listed(request.getHeader("If-None-Match")).anyMatch(tag::equals);
    }

    private static boolean takesGzip(HttpServletRequest request) {
        return listed(request.getHeader("Accept-Encoding"))
                .anyMatch(coding -> coding.matches("(gzip|\\*)(\\s*;.*)?") && !coding.matches(".*;\\s*q=0(\\.0*)?"));
    }

    private static Stream<String> listed(String header) {
        return Arrays.stream(Optional.ofNullable(header).orElse("").split(",")).map(String::strip);
    }
}
