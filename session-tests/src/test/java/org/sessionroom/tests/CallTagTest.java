package org.sessionroom.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Browsers in a call need the machine to themselves, so such tests must have the tag for that. */
class CallTagTest {

    private static final DescribedPredicate<JavaClass> ENTERS_A_ROOM =
            DescribedPredicate.describe("enter a room", type -> type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .anyMatch(used -> used.isEquivalentTo(RoomWindow.class) || used.isEquivalentTo(CallWindow.class)));

    private static final DescribedPredicate<JavaAnnotation<?>> TAG = DescribedPredicate.describe(
            "@Tag(\"call\")",
            annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                    && annotation.get("value").filter("call"::equals).isPresent());

    @Test
    void testsOfCallsSayThatTheyAre() {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .and(ENTERS_A_ROOM)
                .should()
                .beAnnotatedWith(TAG)
                .check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
    }
}
