package org.sessionroom.participant;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Hands an invitation to the mail once it is committed, if there is an address to send it to. */
@Dependent
public class InvitationPost {

    @EJB
    private InvitationMail mail;

    void issued(@Observes(during = TransactionPhase.AFTER_SUCCESS) InvitationIssued issued) {
        if (issued.booking().clientEmail().isPresent()) {
            mail.send(issued);
        }
    }
}
