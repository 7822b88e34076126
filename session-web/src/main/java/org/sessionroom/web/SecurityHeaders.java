package org.sessionroom.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * The security headers of every answer (OWASP ASVS 5.0, 3.4) are set in session-front, which also handles answers that no filter sees,
 * such as the redirect to the provider; they include a content security policy that allows nothing to run. Faces pages have PrimeFaces'
 * own policy instead, with a nonce (see web.xml). This filter sets only what depends on the address.
 */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String POLICY = "Content-Security-Policy";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Cacheable answers override this: our assets and PrimeFaces' files.
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(request, new OnePolicy(response));
    }

    /** PrimeFaces adds its policy, and a browser enforces both if there are two (CSP3 §2.2). */
    private static final class OnePolicy extends HttpServletResponseWrapper {

        OnePolicy(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (POLICY.equalsIgnoreCase(name)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
