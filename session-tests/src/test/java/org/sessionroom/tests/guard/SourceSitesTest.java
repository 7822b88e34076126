package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;
import org.sessionroom.limit.SourceSite;

/** What is counted for each address is counted for its site: whoever has a /48 of IPv6 can send from 65,536 networks. */
class SourceSitesTest {

    private static List<JavaField> countingBy(Class<?> key) {
        var classes = new ClassFileImporter()
                .importPaths(Stream.of("session-ejb", "session-web", "session-api")
                        .map(module -> Path.of("..", module, "target", "classes"))
                        .toList());
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getRawType().isEquivalentTo(key))
                .filter(field ->
                        field.getType().getAllInvolvedRawTypes().stream().anyMatch(raw -> raw.isEquivalentTo(key)))
                .toList();
    }

    @Test
    void onlySourceLimitsCountByNetworkBecauseTheyAlsoCountBySite() {
        assertEquals(
                List.of(SourceLimits.class.getName() + ".networks"),
                countingBy(SourceAddress.class).stream()
                        .map(JavaField::getFullName)
                        .toList());
        assertEquals(true, countingBy(SourceSite.class).size() > 5, "fields found");
    }
}
