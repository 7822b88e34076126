package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names in JNDI. The thread that needs a bean first creates it: perhaps a thread of the periodic tasks or of the resource adapter,
 * which belong to no component. There {@code java:comp}, {@code java:module} and {@code java:app} lead nowhere.
 */
class LookupsTest {

    private static final Stream<String> MODULES =
            Stream.of("session-persistence", "session-ejb", "session-web", "session-api");

    /** The container passes a bean its own context without a lookup. */
    private static final String OWN_CONTEXT = "jakarta.ejb.SessionContext";

    @Test
    void aResourceIsFoundByEveryThread() {
        var classes = new ClassFileImporter()
                .importPaths(MODULES.map(module -> Path.of("..", module, "target", "classes"))
                        .toList());
        List<JavaField> resources = classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(Resource.class))
                .filter(field -> !field.getRawType().getFullName().equals(OWN_CONTEXT))
                .toList();
        assertEquals(
                List.of(),
                resources.stream()
                        .filter(field -> !field.getAnnotationOfType(Resource.class)
                                .lookup()
                                .matches("java:(jboss|global|/).*"))
                        .map(JavaField::getFullName)
                        .toList());
        assertEquals(true, resources.size() > 10, "resources found: " + resources.size());
    }
}
