package org.sessionroom.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules. Packages are named after what they are about and run through all modules, so a class
 * belongs to the module it was compiled in.
 */
class ModuleArrowsTest {

    private static final String PERSISTENCE = "session-persistence";
    private static final String RAR = "session-rar";
    private static final String EJB = "session-ejb";
    private static final String WEB = "session-web";
    private static final String API = "session-api";
    private static final String SPEECH = "session-speech";
    private static final String LAUNCHER = "wildfly-config";
    private static final List<String> MODULES = List.of(PERSISTENCE, RAR, EJB, WEB, API, SPEECH, LAUNCHER);

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    private static DescribedPredicate<JavaClass> in(String... modules) {
        return DescribedPredicate.describe("in " + String.join(" or ", modules), type -> type.getSource()
                .map(source -> source.getUri().toString())
                .filter(uri ->
                        Arrays.stream(modules).anyMatch(module -> uri.contains("/" + module + "/target/classes/")))
                .isPresent());
    }

    private static DescribedPredicate<JavaClass> inOtherModulesThan(String... allowed) {
        String[] others = MODULES.stream()
                .filter(module -> Stream.of(allowed).noneMatch(module::equals))
                .toArray(String[]::new);
        return in(others);
    }

    private static void staysWithin(String module, String... allowed) {
        assertTrue(ALL.stream().anyMatch(in(module)), module + " has classes");
        noClasses()
                .that(in(module))
                .should()
                .dependOnClassesThat(inOtherModulesThan(allowed))
                .check(ALL);
    }

    @Test
    void theModelKnowsNothingOfOurs() {
        staysWithin(PERSISTENCE, PERSISTENCE);
    }

    @Test
    void theUseCasesKnowTheModel() {
        staysWithin(EJB, EJB, PERSISTENCE, RAR);
    }

    @Test
    void theAdapterKnowsNothingOfOurs() {
        staysWithin(RAR, RAR);
    }

    @Test
    void ofTheAdapterTheUseCasesKnowWhatItOffersAlone() {
        noClasses()
                .that(in(EJB))
                .should()
                .dependOnClassesThat(in(RAR).and(DescribedPredicate.not(
                        JavaClass.Predicates.resideInAPackage("org.sessionroom.provider.api"))))
                .check(ALL);
    }

    @Test
    void theAdapterNeedsNothingButThePlatform() {
        classes()
                .that(in(RAR))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax..", "jakarta.json..", "jakarta.resource..", "org.sessionroom.provider..")
                .check(ALL);
    }

    @Test
    void thePagesKnowTheUseCases() {
        staysWithin(WEB, WEB, EJB, PERSISTENCE);
    }

    @Test
    void theApiKnowsTheUseCases() {
        staysWithin(API, API, EJB, PERSISTENCE);
    }

    @Test
    void theSpeechEngineIsAProgramOfItsOwn() {
        staysWithin(SPEECH, SPEECH);
    }

    @Test
    void theLauncherKnowsNothingOfTheApplication() {
        staysWithin(LAUNCHER, LAUNCHER);
    }

    @Test
    void pagesAndApiReachRecordsThroughUseCasesOnly() {
        noClasses()
                .that(in(WEB, API))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("hold an EntityManager", type -> type.getAllFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(EntityManager.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .check(ALL);
    }

    @Test
    void theModelKnowsNothingOfTheWeb() {
        noClasses()
                .that(in(PERSISTENCE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "jakarta.faces..", "jakarta.ws..", "jakarta.websocket..")
                .check(ALL);
    }

    /** What may be missing is asked for; an exception would hide a mistake of ours behind one of the caller's. */
    @Test
    void nobodyCatchesANullPointerException() {
        ALL.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getTryCatchBlocks().stream())
                .forEach(block -> assertTrue(
                        block.getCaughtThrowables().stream()
                                .noneMatch(caught -> caught.isEquivalentTo(NullPointerException.class)),
                        block::toString));
    }

    @Test
    void businessLogicLivesInTheUseCasesAlone() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.ejb.Stateless")
                .or()
                .areAnnotatedWith("jakarta.ejb.Stateful")
                .or()
                .areAnnotatedWith("jakarta.ejb.Singleton")
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(in(EJB)))
                .check(ALL);
    }
}
