package org.sessionroom.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;
import java.io.Writer;
import org.primefaces.component.dialog.Dialog;
import org.primefaces.component.dialog.DialogRenderer;

/**
 * PrimeFaces' dialogs without the style attribute by which it hides them: our content security policy allows no inline style, so
 * the browser would report each one. PrimeFaces' style sheet hides them as well.
 */
public class UnstyledDialogRenderer extends DialogRenderer {

    @Override
    protected void encodeMarkup(FacesContext context, Dialog dialog) throws IOException {
        ResponseWriter writer = context.getResponseWriter();
        context.setResponseWriter(new WithoutStyles(writer));
        try {
            super.encodeMarkup(context, dialog);
        } finally {
            context.setResponseWriter(writer);
        }
    }

    private static final class WithoutStyles extends ResponseWriterWrapper {

        WithoutStyles(ResponseWriter wrapped) {
            super(wrapped);
        }

        @Override
        public void writeAttribute(String name, Object value, String property) throws IOException {
            if (!"style".equals(name)) {
                super.writeAttribute(name, value, property);
            }
        }

        @Override
        public ResponseWriter cloneWithWriter(Writer writer) {
            return new WithoutStyles(super.cloneWithWriter(writer));
        }
    }
}
