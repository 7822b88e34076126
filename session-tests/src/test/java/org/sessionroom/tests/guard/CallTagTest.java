package org.sessionroom.tests.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sessionroom.tests.driver.CallWindow;
import org.sessionroom.tests.driver.RoomWindow;

/** Browsers in a call need most of a machine, so such tests must have a tag that keeps other tests from running beside them. */
class CallTagTest {

    /** Whoever enters a room in another way sends and gets no picture. */
    private static final DescribedPredicate<JavaClass> TAKES_PART_IN_A_CALL = DescribedPredicate.describe(
            "take part in a call",
            type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(CallWindow.class))
                    || type.getMethodCallsFromSelf().stream()
                            .map(JavaMethodCall::getTarget)
                            .anyMatch(called -> called.getOwner().isEquivalentTo(RoomWindow.class)
                                    && called.getName().equals("agreesToTheCall")));

    private static final DescribedPredicate<JavaAnnotation<?>> TAG = DescribedPredicate.describe(
            "@Tag(\"call\") or @Tag(\"alone\")",
            annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                    && annotation
                            .get("value")
                            .filter(List.of("call", "alone")::contains)
                            .isPresent());

    @Test
    void testsOfCallsSayThatTheyAre() {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .and(TAKES_PART_IN_A_CALL)
                .should()
                .beAnnotatedWith(TAG)
                .check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
    }
}
