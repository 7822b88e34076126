package org.sessionroom.front;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;

/** Creates the {@link FrontHandler} from the parameters in 70-undertow.cli, which are its setters. */
public final class Front implements HandlerWrapper {

    private String publicUrl;
    private String otherUrls = "";
    private String apiUrl = "";
    private long maxRequest = 262_144;
    private int processorShare = 20;

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

    public long getMaxRequest() {
        return maxRequest;
    }

    public void setMaxRequest(long maxRequest) {
        this.maxRequest = maxRequest;
    }

    public int getProcessorShare() {
        return processorShare;
    }

    public void setProcessorShare(int processorShare) {
        this.processorShare = processorShare;
    }

    /** @throws IllegalArgumentException if an address is not a URL, or a limit is not above 0; the server then does not start */
    @Override
    public HttpHandler wrap(HttpHandler next) {
        if (maxRequest < 1) {
            throw new IllegalArgumentException("SESSION_MAX_REQUEST must be above 0");
        }
        if (processorShare < 1 || processorShare > 100) {
            throw new IllegalArgumentException("SESSION_PROCESSOR_SHARE must be from 1 to 100 per cent");
        }
        return new FrontHandler(Addresses.of(publicUrl, otherUrls, apiUrl), maxRequest, processorShare / 100.0, next);
    }
}
