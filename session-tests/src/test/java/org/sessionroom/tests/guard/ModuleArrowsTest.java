package org.sessionroom.tests.guard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between the modules. Packages are named after their subject and exist in several modules, so a class
 * belongs to the module in which it was compiled.
 */
class ModuleArrowsTest {

    private static final String PERSISTENCE = "session-persistence";
    private static final String RAR = "session-rar";
    static final String EJB = "session-ejb";
    static final String WEB = "session-web";
    static final String API = "session-api";
    private static final String SPEECH = "session-speech";
    private static final String FRONT = "wildfly-config/front";
    private static final String LAUNCHER = "wildfly-config";
    private static final List<String> MODULES = List.of(PERSISTENCE, RAR, EJB, WEB, API, SPEECH, FRONT, LAUNCHER);

    static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    static DescribedPredicate<JavaClass> in(String... modules) {
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
    void whatEveryRequestPassesKnowsNothingOfOurs() {
        staysWithin(FRONT, FRONT);
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

    /** Packages of one name lie in several modules, but at run time each module has its own, by its class loader (JVMS §5.3). */
    @Test
    void whatIsOfAPackageAloneIsNotUsedByAnotherModule() {
        List<String> failing = ALL.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> !module(access.getTargetOwner()).isEmpty())
                .filter(access -> !module(access.getOriginOwner()).equals(module(access.getTargetOwner())))
                .filter(access -> access.getTarget().resolveMember().isPresent()
                        && Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED).stream()
                                .noneMatch(
                                        access.getTarget().resolveMember().get().getModifiers()::contains))
                .map(Object::toString)
                .toList();
        assertEquals(List.of(), failing);
    }

    private static String module(JavaClass type) {
        String uri = type.getSource().map(source -> source.getUri().toString()).orElse("");
        return MODULES.stream()
                .filter(module -> uri.contains("/" + module + "/target/classes/"))
                .findFirst()
                .orElse("");
    }
}
