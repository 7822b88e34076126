package org.sessionroom.tests.container;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.File;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.Messages;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentService;
import org.sessionroom.appointment.Booking;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionOpeningService;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Transition;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;

/**
 * The assembled application, called from inside WildFly. Times are changed in the database instead of waiting; the
 * application's own timer also runs, which must not change what is recorded.
 */
@ExtendWith(ArquillianExtension.class)
abstract class InContainer {

    static final Person PAULO = Person.therapist("paulo");

    @Inject
    SessionLifecycle lifecycle;

    @Inject
    private AppointmentService appointmentService;

    @Inject
    private SessionOpeningService sessionOpeningService;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    /** @param tests the test and the beans that it needs */
    static EnterpriseArchive application(Class<?>... tests) {
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("room.application")));
        WebArchive web = ear.getAsType(WebArchive.class, "/session-web.war");
        Stream.of(InContainer.class, Records.class, Eventually.class).forEach(web::addClass);
        web.addClasses(tests);
        Testable.archiveToTest(web);
        return ear;
    }

    final SessionId open() {
        Booking booking = new Booking(
                "paulo",
                "Dr. Paulo Rezende",
                "Ana Martins",
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                50,
                Messages.PORTUGUESE);
        AppointmentEntity appointment = appointmentService.book(PAULO, UUID.randomUUID(), booking);
        return sessionOpeningService.open(PAULO, appointment.id()).session();
    }

    final SessionId started() {
        SessionId session = open();
        lifecycle.move(PAULO, session, Transition.START, Optional.empty());
        return session;
    }

    final Records records() {
        return new Records(dataSource);
    }

    final List<String> steps(SessionId session) {
        return records().steps(session.toString());
    }

    final SessionStatus status(SessionId session) {
        return lifecycle.read(PAULO, session).status();
    }
}
