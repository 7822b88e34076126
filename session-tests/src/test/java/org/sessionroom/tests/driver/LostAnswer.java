package org.sessionroom.tests.driver;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that the server processes, but whose answer never arrives. */
public final class LostAnswer {

    private LostAnswer() {}

    /**
     * Drops the answer to the next matching form.
     *
     * @param address a URL pattern of Playwright
     * @param containing a part of the form's encoded body
     */
    public static void to(Page page, String address, String containing) {
        var lost = new AtomicBoolean();
        page.route(address, route -> {
            String body = route.request().postData();
            if (body == null || !body.contains(containing) || lost.getAndSet(true)) {
                route.resume();
                return;
            }
            route.fetch(new Route.FetchOptions().setMaxRedirects(0));
            route.abort();
        });
    }
}
