package org.sessionroom.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.validator.ValidatorException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.input.MailAddress;
import org.sessionroom.input.TextRule;
import org.sessionroom.session.SessionRejected;

/** Faces validators that apply the same rules as the model, so that a fault is shown next to its field. */
@Named("typed")
@RequestScoped
public class TypedInput {

    @Inject
    private PageLanguage language;

    /** A person's name. */
    public void name(FacesContext context, UIComponent field, Object typed) {
        require(() -> TextRule.PERSON_NAME.read(field.getId(), (String) typed));
    }

    /** An e-mail address, or nothing. */
    public void address(FacesContext context, UIComponent field, Object typed) {
        if (typed instanceof String address && !address.isBlank()) {
            require(() -> MailAddress.read(field.getId(), address));
        }
    }

    private void require(Runnable reading) {
        try {
            reading.run();
        } catch (SessionRejected refusal) {
            String message = language.messages().text(refusal);
            throw new ValidatorException(new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
        }
    }
}
