package org.sessionroom.provider.inbound;

import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.sessionroom.provider.api.TranscriptListener;

/** The activation of a message-driven bean. It has no properties. */
@Activation(messageListeners = TranscriptListener.class)
public class TranscriptActivation implements ActivationSpec, Serializable {

    private static final long serialVersionUID = 1L;

    private transient ResourceAdapter adapter;

    @Override
    public ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public void validate() {}
}
