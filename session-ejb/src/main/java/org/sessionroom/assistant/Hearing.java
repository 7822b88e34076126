package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.Gap;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.StreamError;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/** Says in the room's words what the provider heard. Each call is one transaction, but for partials, which nobody keeps. */
@MessageDriven(messageListenerInterface = TranscriptListener.class)
@ResourceAdapter("session-provider")
public class Hearing implements TranscriptListener {

    @Inject
    private Event<PartialHeard> partials;

    @Inject
    private Event<SegmentHeard> segments;

    @Inject
    private Event<SpeechMissed> missed;

    @Inject
    private Event<ListeningChanged> listening;

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void partial(Partial heard) {
        partials.fire(new PartialHeard(
                heard.streamId(), heard.epoch(), heard.itemId(), heard.text(), heard.from(), heard.to()));
    }

    @Override
    public void finalSegment(FinalSegment heard) {
        segments.fire(new SegmentHeard(
                heard.streamId(),
                heard.epoch(),
                heard.itemId(),
                heard.text(),
                heard.from(),
                heard.to(),
                heard.confidence(),
                heard.language()));
    }

    @Override
    public void gap(Gap gap) {
        LOG.speechMissed(gap.streamId(), gap.reason().name());
        missed.fire(new SpeechMissed(
                gap.streamId(), gap.from(), gap.to(), gap.reason().name()));
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void error(StreamError error) {
        LOG.speechTrouble(error.streamId(), error.reason().name());
    }

    @Override
    public void notice(StreamNotice notice) {
        listening.fire(new ListeningChanged(
                notice.streamId(), ListeningChanged.State.valueOf(notice.state().name()), notice.at()));
    }
}
