package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.Figure;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.PageScripts;

/** The scripts of the field, of its synchronisation, and of the panels beside it. */
@ExtendWith(Browsers.class)
class FieldScriptsIT {

    private static PageScripts scripts;

    @BeforeAll
    static void openAnEmptyPage(Browser browser) {
        scripts = PageScripts.alone(browser);
    }

    @AfterAll
    static void close() {
        scripts.close();
    }

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return scripts.tests(PageScripts.files(List.of("constellation", "room")::contains));
    }

    /** Page and server build the same field from the same journal, and accept the same changes. */
    @Test
    void thePageAndTheServerFoldARandomJournalToTheSameField() {
        for (int seed = 1; seed <= 20; seed++) {
            List<JsonObject> journal = randomJournal(new Random(seed), 400);
            assertEquals(onTheServer(journal), inTheBrowser(journal), "seed " + seed);
        }
    }

    /** If a page accepted a label that the server rejects, the typed text would be lost. */
    @Test
    void thePageAndTheServerRefuseTheSameCharactersInALabel() {
        String assigned = IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(point -> Character.getType(point) != Character.UNASSIGNED)
                .filter(point -> Character.getType(point) != Character.PRIVATE_USE)
                // Every hundredth ideograph is enough.
                .filter(point -> !Character.isIdeographic(point) || point % 100 == 0)
                .mapToObj(point -> Integer.toString(point))
                .collect(Collectors.joining(","));
        String refused = (String) scripts.page().evaluate("""
                async (points) => {
                  const { REFUSED } = await import('/resources/js/shared/text.js');
                  return points.split(',').filter((point) => REFUSED.test(String.fromCodePoint(point))).join();
                }""", assigned);
        String onTheServer = Stream.of(assigned.split(","))
                .filter(point -> !taken(Integer.parseInt(point)))
                .collect(Collectors.joining(","));
        assertEquals(onTheServer, refused);
    }

    private static boolean taken(int codePoint) {
        try {
            ConstellationJson.readChange(Changes.placed(new UUID(1, 1), "a" + Character.toString(codePoint) + "b"));
            return true;
        } catch (SessionRejected refusal) {
            return false;
        }
    }

    /** The figures at the end, and which changes were accepted. */
    private record Folded(List<Figure> figures, List<Integer> taken) {}

    private static Folded onTheServer(List<JsonObject> journal) {
        Constellation field = Constellation.EMPTY;
        var taken = new ArrayList<Integer>();
        for (int i = 0; i < journal.size(); i++) {
            try {
                field = field.after(
                        ConstellationJson.readRequest(journal.get(i)).on(field));
                taken.add(i);
            } catch (SessionRejected refusal) {
                // Rejected.
            }
        }
        return new Folded(List.copyOf(field.figures()), taken);
    }

    private static Folded inTheBrowser(List<JsonObject> journal) {
        JsonArrayBuilder changes = Json.createArrayBuilder();
        journal.forEach(changes::add);
        String json = (String) scripts.page().evaluate("""
                async (journal) => {
                  const { Constellation, Refusal } = await import('/resources/js/constellation/constellation.js');
                  let field = new Constellation();
                  const taken = [];
                  JSON.parse(journal).forEach((change, i) => {
                    try {
                      field = field.apply(change);
                      taken.push(i);
                    } catch (refusal) {
                      if (!(refusal instanceof Refusal)) throw refusal;
                    }
                  });
                  return JSON.stringify({ figures: field.figures, taken });
                }""", changes.build().toString());
        JsonObject folded = HttpVisitor.json(json);
        return new Folded(
                folded.getJsonArray("figures").getValuesAs(JsonObject.class).stream()
                        .map(ConstellationJson::readFigure)
                        .toList(),
                folded.getJsonArray("taken").getValuesAs(jakarta.json.JsonNumber::intValue));
    }

    /** Twelve figures are placed, removed, moved, turned and edited; some changes are invalid. */
    private static List<JsonObject> randomJournal(Random random, int length) {
        List<UUID> figures = IntStream.range(0, 12)
                .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()))
                .toList();
        return IntStream.range(0, length)
                .mapToObj(i -> randomChange(random, figures.get(random.nextInt(figures.size()))))
                .toList();
    }

    private static JsonObject randomChange(Random random, UUID figure) {
        String label = List.of("", "Mãe", "avó 👵", "a\nb", "a\u202Eb", "x".repeat(40), "x".repeat(41))
                .get(random.nextInt(7));
        double x = random.nextInt(-10_050, 10_050) / 10.0;
        double y = random.nextInt(-10_050, 10_050) / 10.0;
        return switch (random.nextInt(8)) {
            case 0, 1 -> Changes.placed(figure, label, x, y);
            case 2 -> Changes.moved(figure, x, y);
            case 3 -> Changes.turned(figure, random.nextInt(-20, 3_650) / 10.0);
            case 4 -> Changes.edited(figure, label);
            case 5 -> Changes.edit(figure).add("label", label).build();
            case 6 ->
                Changes.edit(figure)
                        .add("size", random.nextInt(40, 210) / 100.0)
                        .build();
            default -> Changes.removed(figure);
        };
    }
}
