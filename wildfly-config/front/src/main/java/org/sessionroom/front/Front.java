package org.sessionroom.front;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;

/** Makes the {@link FrontHandler} from what 70-undertow.cli says; the setters are its parameters. */
public final class Front implements HandlerWrapper {

    private String publicUrl;
    private String otherUrls = "";
    private String apiUrl = "";

    public String getPublicUrl() {
        return publicUrl;
    }

    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public String getOtherUrls() {
        return otherUrls;
    }

    public void setOtherUrls(String otherUrls) {
        this.otherUrls = otherUrls;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    /** @throws IllegalArgumentException when an address is no URL; the server then does not start */
    @Override
    public HttpHandler wrap(HttpHandler next) {
        return new FrontHandler(Addresses.of(publicUrl, otherUrls, apiUrl), next);
    }
}
