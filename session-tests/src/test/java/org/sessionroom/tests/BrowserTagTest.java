package org.sessionroom.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What opens a browser needs the machine to itself, which its tag asks for. */
class BrowserTagTest {

    private static final DescribedPredicate<JavaClass> OPENS_A_BROWSER =
            DescribedPredicate.describe("open a browser", type -> type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .anyMatch(used -> used.isEquivalentTo(Browsers.class)
                            || used.getPackageName().startsWith("com.microsoft.playwright")));

    private static final DescribedPredicate<JavaAnnotation<?>> TAG = DescribedPredicate.describe(
            "@Tag(\"browser\")",
            annotation -> annotation.getRawType().isEquivalentTo(Tag.class)
                    && annotation.get("value").filter("browser"::equals).isPresent());

    @Test
    void testsInBrowsersSayThatTheyAre() {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .and(OPENS_A_BROWSER)
                .should()
                .beAnnotatedWith(TAG)
                .check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
    }
}
