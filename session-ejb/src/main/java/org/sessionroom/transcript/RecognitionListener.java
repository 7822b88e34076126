package org.sessionroom.transcript;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.LostSpeech;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.StreamError;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/** Receives the recogniser's results from the resource adapter and converts them to our model. */
@MessageDriven(messageListenerInterface = TranscriptListener.class)
@ResourceAdapter("session-provider")
public class RecognitionListener implements TranscriptListener {

    @EJB
    private TranscriptionService transcriptionService;

    @Inject
    private Microphones microphones;

    @Inject
    private Event<PartialHeard> partials;

    @Inject
    private Event<ListeningChanged> listening;

    /** Without a transaction, so that it is shown without delay. */
    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void partial(Partial partial) {
        microphones
                .find(partial.streamId())
                .map(Microphone::seat)
                .ifPresent(seat -> partials.fire(new PartialHeard(
                        seat.session(), seat.participant(), partial.from(), Utterance.text(partial.text()))));
    }

    @Override
    public void finalSegment(FinalSegment segment) {
        transcriptionService.said(
                new TranscriptLineSource(segment.streamId(), segment.epoch(), segment.itemId()),
                segment.text(),
                segment.from(),
                segment.to(),
                segment.confidence(),
                segment.doubtful());
    }

    @Override
    public void gap(LostSpeech gap) {
        LOG.speechMissed(gap.streamId(), gap.reason().name());
        transcriptionService.missed(
                TranscriptLineSource.gap(gap.streamId(), gap.from()), gap.from(), gap.to(), reason(gap.reason()));
    }

    private static GapReason reason(Reason told) {
        if (told == Reason.STALLED) {
            return GapReason.OVERLOADED;
        }
        return told.remedy() == Reason.Remedy.OPERATOR ? GapReason.RECOGNISER_REFUSED : GapReason.RECOGNISER_LOST;
    }

    /** The stream continues; the effect on the transcript is reported separately, as a gap. */
    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void error(StreamError error) {
        org.sessionroom.SessionRoomLog.LOG.speechTrouble(
                error.streamId(), error.reason().name());
    }

    /** Without a transaction, as for a partial. */
    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void notice(StreamNotice notice) {
        Listening now =
                switch (notice.state()) {
                    case LISTENING -> Listening.ON;
                    case RECONNECTING -> Listening.RECONNECTING;
                    case LOST -> Listening.LOST;
                };
        microphones
                .find(notice.streamId())
                .map(Microphone::seat)
                .ifPresent(seat -> listening.fire(new ListeningChanged(seat.session(), seat.participant(), now)));
    }
}
