package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;

/**
 * What a text promises (that a person is notified, that something is kept, that it recovers by itself) must be true, and a test
 * must prove it. The table contains each such text once; a new one is found by its words.
 */
class PromisesTest {

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
    private static final Path SCRIPT_TESTS = Path.of("../session-web/src/test/js");

    private static final Pattern PORTUGUESE =
            Pattern.compile("recebe um (aviso|e-mail)|[Aa]visamos|já sabe|vê, na agenda|vê que"
                    + "|será enviad|se perdeu|[Nn]ada é apagado|se apaga|guardad[oa]|gravado|continua salvo|[Tt]udo (foi )?salvo"
                    + "|por (30|90) dias|30 dias depois|sozinh|volta a abrir|reconectamos|seguem em instantes"
                    + "|[Ss]egu(e|imos) tentando|volta assim que|volta depois|link continua");

    private static final Pattern ENGLISH = Pattern.compile(
            "is told|are told|knows that|sees that|sees, in the agenda|[Nn]othing (is|was|that was saved is) lost"
                    + "|[Nn]othing is deleted|\\bkept\\b|recorded|is still saved|[Ee]verything was saved|for (30|90) days|30 days after"
                    + "|by itself|by ourselves|opens again|[Kk]eeps? trying|link stays");

    private static final Pattern TIME = Pattern.compile("\\b[àa]s \\{\\d\\}");
    private static final Pattern ZONE = Pattern.compile("\\(\\{\\d\\}\\)");

    private static final Map<String, String> KEPT = table(
            // A person is notified.
            "ClientMailsIT.whoseSessionIsCancelledIsToldByMailInTheirLanguage", "confirm.cancel.text cancelling.text",
            "ClientMailsIT.whoseSessionIsRescheduledAfterTheInvitationIsToldTheNewTimeWithItsZone",
                    "mail.rescheduled.link",
            "TheWholeStoryIT.aSessionFromTheBookingToItsEnd", "join.told state.WAITING.text",
            "ClientMailsIT.whoOpensTheRoomAgainChangesNothingAboutTheLink", "opened.already",
            "TwoNodesIT.eachSeesTheOtherComeAndGoUnderTheNameTheyGave", "confirm.leave.CLIENT.text",
            // Something is kept, or nothing is lost.
            "AgendaIT.whatWasTypedOutlivesALoginThatEnded", "agenda.loginEnded",
            "AgendaRefreshIT.withNobodyAtItTheAgendaAsksNoMore", "agenda.resting",
            "DatabaseOutageIT.whoAsksMeanwhileIsToldAtOnceThatItPasses",
                    "agenda.failed notice.FAILURE.text notice.UNAVAILABLE.text rejection.UNAVAILABLE join.failed",
            "HeldSessionIT.aRowThatIsHeldStopsItsOwnRoomAlone", "rejection.BUSY",
            "SessionPageIT.itIsAnnulledFromThereAndTheReasonStays", "cancelling.annul.text",
            "ChatIT.whatWaitedForALineIsKeptOnceHoweverOftenItIsSent", "chat.empty",
            "SessionPageIT.itsTherapistFindsAllThatIsKept",
                    "confirm.complete.text notice.SESSION_ENDED.text state.ENDED.text state.CANCELLED.text state.UNSAVED.text state.UNSENT.text",
            "StrangersIT.whoGuessesLinksHasToWaitAndTheirNeighbourComesIn", "join.busy",
            "StrangersIT.whoBeginsLoginsWithoutEndReadsWhyTheyHaveToWait", "notice.TOO_MANY.text",
            "LoginRecordIT.whoLeftTheRoomFindsTheWayBackInAnyTab", "join.returning.text",
            "room-socket.test.js#aBrokenLineIsTriedAgainWithANewTicket", "state.WAITING.gone check.GOOD.text",
            "LoginUnavailableIT.thatIsSaidAndNobodyIsForbiddenAnything", "notice.LOGIN_UNAVAILABLE.text",
            "RestartedServerIT.theTherapistStaysInAndWhatTheyMovedMeanwhileIsSavedOnce",
                    "line.kept notice.PAGE_EXPIRED.text",
            "sync.test.js#anOwnChangeShowsAtOnceAndIsSavedWhenAcknowledged", "saved.all",
            "RestartedServerIT.whatWasNotSentWaitsSealedForThePersonItBelongsTo",
                    "state.UNKNOWN.kept state.UNKNOWN.text",
            "unsent-work.test.js#aLogoutInAnotherWindowIsToldToWhoSaysThatItIsKept", "state.UNKNOWN.erased",
            "LoginIT.claimsThatCannotBeUsedAreSaidInWords", "notice.LOGIN_UNREADABLE.text",
            "InvitationIT.aPageThatDoesNotComeToLifeSaysSoAndHasAWayOut", "start.failed",
            "figure-form.test.js#onlyWhatWasChangedInTheFormIsSent", "form.other",
            "figure-form.test.js#aFigurePutBackUnderItsFormIsChangedAndNotPlacedTwice", "form.returned",
            "placing.test.js#aLabelThatCannotBeKeptStaysToBeMended", "form.label.character",
            "remaining.test.js#notesThatWaitAreSaidToWaitUntilTheyAreSaved", "state.waiting",
            "notes.test.js#theTimeOfSavingIsKnown", "notes.kept",
            "notes.test.js#anEndedLoginIsToldAndTheTextWaits", "notes.loggedOut",
            "notes.test.js#theTextsOfTwoClosedWindowsAreBothThereToChooseFrom",
                    "notes.conflict.draft notes.conflict.keep.saved notes.conflict.text.many",
            "notes.test.js#withoutALineItIsKeptHereAndTriedAgain", "notes.offline",
            "notes.test.js#aServerThatCannotSaveIsNoLostConnection", "notes.unavailable",
            "notes.test.js#aRefusalIsToldAndTheTextKept", "notes.refused",
            // Something recovers by itself.
            "call-relay.test.js#withoutAPathTheCallFailsInTimeAndGoesOnTrying", "call.failed video.failed.NO_PATH",
            "call-devices.test.js#whatTheSystemCutsOffIsNotOn", "device.MUTED.text",
            "BadNetworkIT.aBadLineCostsTheSizeThenThePictureNeverTheVoiceAndAllComesBack",
                    "call.mode.AUDIO_ONLY video.voiceFirst",
            "room-socket.test.js#afterSendingTooMuchItPauses", "line.tooFast",
            "sync.test.js#tooFastIsTriedAgainUnchanged", "rejection.TOO_FAST",
            "SessionInContainerIT.afterTwoHoursThePausedSessionIsResumedAndCompleted", "course.limit",
            // Something is erased, or not stored at all.
            "DatabaseInContainerIT.whatPeopleWerePromisedIsErasedInItsTimeAndNothingElse",
                    "consent.AI_ANALYSIS.text consent.TRANSCRIPTION.text transcript.empty.ERASED transcript.state.ERASED",
            "MicrophoneIT.whatEachSaysIsWrittenDownOnceAsTheirs",
                    "assistant.LISTENING.text.CLIENT assistant.LISTENING.text.THERAPIST",
            "CallIT.aCallGoesOnWhileTheLineToTheServerIsCutForHalfAMinute", "consent.VIDEO_CALL.text",
            "AnalysisIT.aConsentTakenBackWhileItThinksLeavesNothing", "insight.failed.CONSENT_MISSING",
            "MicrophoneIT.theLastMinutesAreDroppedForBothAndForGood", "insight.gone",
            "ErasedSessionIT.itsPageShowsThatItTookPlaceAndSaysThatTheRestIsErased", "session.erased",
            "transcript-view.test.js#aLineErasedUnderAnOpenCorrectionIsSaid", "transcript.gone");

    /** @param testsAndKeys alternately a test and the keys of the texts whose promise it proves */
    private static Map<String, String> table(String... testsAndKeys) {
        var table = new TreeMap<String, String>();
        for (int i = 0; i < testsAndKeys.length; i += 2) {
            for (String key : testsAndKeys[i + 1].split(" ")) {
                String before = table.put(key, testsAndKeys[i]);
                assertEquals(null, before, key + " stands in the table twice");
            }
        }
        return table;
    }

    private static Stream<String> promises(ResourceBundle bundle, Pattern words) {
        return bundle.keySet().stream()
                .filter(key -> words.matcher(bundle.getString(key)).find());
    }

    @Test
    void eachPromiseInEitherLanguageIsInTheTable() {
        Set<String> found = Stream.concat(
                        promises(Messages.in(Messages.PORTUGUESE).bundle(), PORTUGUESE),
                        promises(Messages.in(Messages.ENGLISH).bundle(), ENGLISH))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(KEPT.keySet()), found);
    }

    /** Clients read pages and mails in any time zone; the hospital's staff see the zone if their computer has another (zone.js). */
    @Test
    void noTimeIsToldToAClientWithoutItsZone() {
        ResourceBundle texts = Messages.in(Messages.PORTUGUESE).bundle();
        Set<String> withoutZone = texts.keySet().stream()
                .filter(key -> key.matches("(mail|join)\\..*|prejoin\\..*CLIENT"))
                .filter(key -> TIME.matcher(texts.getString(key)).find())
                .filter(key -> !ZONE.matcher(texts.getString(key)).find())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), withoutZone);
    }

    @Test
    void theTestThatKeepsItIsThere() throws IOException {
        for (String test : new TreeSet<>(KEPT.values())) {
            assertTrue(test.contains("#") ? isScript(test.split("#")) : isMethod(test.split("\\.")), test);
        }
    }

    private static boolean isScript(String[] fileAndFunction) throws IOException {
        try (Stream<Path> files = Files.find(
                SCRIPT_TESTS, 2, (file, is) -> file.getFileName().toString().equals(fileAndFunction[0]))) {
            Path file = files.findFirst().orElseThrow();
            return Files.readString(file).contains("function " + fileAndFunction[1] + "(");
        }
    }

    private static boolean isMethod(String[] classAndMethod) {
        return TESTS.stream()
                .filter(type -> type.getSimpleName().equals(classAndMethod[0]))
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(method -> method.getName().equals(classAndMethod[1])
                        && method.getAnnotations().stream()
                                .anyMatch(annotation ->
                                        annotation.getRawType().getSimpleName().endsWith("Test")));
    }
}
