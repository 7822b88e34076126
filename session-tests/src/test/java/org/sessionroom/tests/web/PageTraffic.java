package org.sessionroom.tests.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The requests of a page, as Chromium's network stack counts them; without WebSockets. */
final class PageTraffic {

    /** @param transferred bytes on the wire, with headers and compression; 0 if served from the cache */
    record Answer(URI address, int status, Map<String, String> headers, long transferred, boolean kept) {

        /** @return the header's value, or an empty text */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isAsset() {
            return address.getPath().startsWith("/resources/");
        }

        boolean isOfPrimeFaces() {
            return address.getPath().startsWith("/jakarta.faces.resource/");
        }
    }

    private final Page page;
    private final CDPSession chromium;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, URI> asked = new LinkedHashMap<>();
    private final Set<String> fromMemory = new HashSet<>();

    private PageTraffic(Page page) {
        this.page = page;
        this.chromium = page.context().newCDPSession(page);
    }

    /** Records from now on. */
    static PageTraffic of(Page page) {
        var traffic = new PageTraffic(page);
        traffic.chromium.on("Network.requestWillBeSent", traffic::asks);
        traffic.chromium.on("Network.responseReceived", traffic::answers);
        traffic.chromium.on("Network.requestServedFromCache", event -> traffic.fromMemory.add(id(event)));
        traffic.chromium.on("Network.loadingFinished", traffic::finishes);
        traffic.chromium.send("Network.enable");
        return traffic;
    }

    private void asks(JsonObject event) {
        URI address = URI.create(event.getAsJsonObject("request").get("url").getAsString());
        if (!address.getScheme().equals("data") && !address.getScheme().equals("blob")) {
            asked.put(id(event), address);
        }
    }

    private void answers(JsonObject event) {
        JsonObject response = event.getAsJsonObject("response");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonElement> header :
                response.getAsJsonObject("headers").entrySet()) {
            headers.put(header.getKey(), header.getValue().getAsString());
        }
        if (asked.containsKey(id(event))) {
            boolean fromDisk = response.has("fromDiskCache")
                    && response.get("fromDiskCache").getAsBoolean();
            int status = response.get("status").getAsInt();
            answers.put(
                    id(event),
                    new Answer(asked.get(id(event)), status, headers, 0, fromDisk || fromMemory.contains(id(event))));
        }
    }

    private void finishes(JsonObject event) {
        long bytes = event.get("encodedDataLength").getAsLong();
        answers.computeIfPresent(
                id(event),
                (id, answer) -> new Answer(answer.address(), answer.status(), answer.headers(), bytes, answer.kept()));
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    /** Opens the page with an empty cache, and waits until all requests have ended. */
    List<Answer> coldLoad(String url) {
        chromium.send("Network.clearBrowserCache");
        return load(url);
    }

    List<Answer> load(String url) {
        // From another page, because a navigation that changes only the fragment would load nothing.
        page.navigate("about:blank");
        asked.clear();
        answers.clear();
        fromMemory.clear();
        page.navigate(url);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return List.copyOf(answers.values());
    }

    /** Every requested address, answered or not. */
    List<URI> asked() {
        return List.copyOf(asked.values());
    }
}
