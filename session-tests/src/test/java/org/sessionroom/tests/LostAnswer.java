package org.sessionroom.tests;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that the server carries out, and whose answer never arrives. */
final class LostAnswer {

    private LostAnswer() {}

    /**
     * Loses the answer to the next form.
     *
     * @param address a pattern of Playwright's
     * @param containing what the form's body contains, as it is sent
     */
    static void to(Page page, String address, String containing) {
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
