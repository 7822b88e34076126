package org.sessionroom.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.sessionroom.transcript.SomeTalk.client;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.safety.SafetyMention.Subject;
import org.sessionroom.safety.SafetyMention.Tense;
import org.sessionroom.transcript.Utterance;

class SafetyMentionsTest {

    private static SafetyMention only(Utterance said) {
        List<SafetyMention> mentions = SafetyMentions.in(said);
        assertEquals(1, mentions.size(), mentions::toString);
        return mentions.get(0);
    }

    private static Utterance in(String language, String text) {
        Utterance said = client(text);
        return new Utterance(said.id(), said.speaker(), said.from(), said.to(), text, OptionalDouble.empty(), language);
    }

    /** Its phrases are looked for once each; for each mention again, this took seconds. The limit is generous. */
    @Test
    @Timeout(1)
    void anUtteranceOfNothingButMentionsIsReadInItsLength() {
        List<SafetyMention> mentions = SafetyMentions.in(client("suicidio ".repeat(440)));
        assertEquals(440, mentions.size());
    }

    @ParameterizedTest
    @CsvSource({
        "'Às vezes eu quero morrer.', SUICIDE, quero morrer, FIRST_PERSON, PRESENT, false",
        "as vezes QUERO  MORRER, SUICIDE, QUERO  MORRER, FIRST_PERSON, PRESENT, false",
        "penso em suicídio todo dia, SUICIDE, suicídio, FIRST_PERSON, PRESENT, false",
        "pensei em SUICIDIO, SUICIDE, SUICIDIO, FIRST_PERSON, PAST, false",
        "nunca pensei em me matar, SUICIDE, me matar, FIRST_PERSON, PAST, true",
        "não quero morrer, SUICIDE, quero morrer, FIRST_PERSON, PRESENT, true",
        "não quero mais viver, SUICIDE, não quero mais viver, FIRST_PERSON, PRESENT, false",
        "meu tio se matou, SUICIDE, se matou, OTHER, PAST, false",
        "minha irmã tentou suicídio, SUICIDE, suicídio, OTHER, PAST, false",
        "eu pensei em tirar a minha vida, SUICIDE, tirar a minha vida, FIRST_PERSON, PAST, false",
        "seria melhor dormir e não acordar, SUICIDE, dormir e não acordar, UNKNOWN, UNKNOWN, false",
        "estou cansada de viver, SUICIDE, cansada de viver, FIRST_PERSON, PRESENT, false",
        "eles estariam melhor sem mim, SUICIDE, melhor sem mim, FIRST_PERSON, UNKNOWN, false",
        "queria sumir do mundo, SUICIDE, queria sumir, UNKNOWN, UNKNOWN, false",
        "não tenho mais vontade de viver, SUICIDE, não tenho mais vontade de viver, FIRST_PERSON, PRESENT, false",
        "às vezes penso em acabar com tudo, SUICIDE, acabar com tudo, FIRST_PERSON, PRESENT, false",
        "tenho medo de fazer uma besteira, SUICIDE, fazer uma besteira, FIRST_PERSON, PRESENT, false",
        "se eu sumisse seria mais fácil, SUICIDE, se eu sumisse, FIRST_PERSON, UNKNOWN, false",
        "eu tenho medo de machucar o meu filho, VIOLENCE, machucar o meu, FIRST_PERSON, PRESENT, false",
        "ele me deu um soco, ABUSE, me deu um soco, FIRST_PERSON, UNKNOWN, false",
        "meu padrasto mexia comigo, ABUSE, mexia comigo, FIRST_PERSON, UNKNOWN, false",
        "eu me cortava na escola, SELF_HARM, me cortava, FIRST_PERSON, PAST, false",
        "ainda me corto, SELF_HARM, me corto, FIRST_PERSON, PRESENT, false",
        "minha filha se corta, SELF_HARM, se corta, OTHER, UNKNOWN, false",
        "não me machuco mais, SELF_HARM, me machuco, FIRST_PERSON, PRESENT, true",
        "eu quero matar ele, VIOLENCE, quero matar ele, FIRST_PERSON, PRESENT, false",
        "ele ameaçou me matar, VIOLENCE, ameaçou me matar, FIRST_PERSON, PAST, false",
        "ele tem uma arma, VIOLENCE, tem uma arma, OTHER, UNKNOWN, false",
        "meu marido me bate, ABUSE, me bate, FIRST_PERSON, PRESENT, false",
        "fui abusada pelo meu padrasto, ABUSE, fui abusada, FIRST_PERSON, PAST, false",
        "apanhei muito quando era criança, ABUSE, apanhei, FIRST_PERSON, PAST, false",
        "ele batia na minha mãe, ABUSE, batia na minha mãe, OTHER, PAST, false",
        "meu pai nunca me bateu, ABUSE, me bateu, FIRST_PERSON, PAST, true"
    })
    void whatCallsForALookIsFound(
            String text, SafetyCategory category, String quote, Subject subject, Tense tense, boolean negated) {
        Utterance said = client(text);
        SafetyMention mention = only(said);
        assertEquals(category, mention.category());
        assertEquals(quote, text.substring(mention.start(), mention.end()));
        assertEquals(subject, mention.subject());
        assertEquals(tense, mention.tense());
        assertEquals(negated, mention.negated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "morri de rir",
                "quase morri de vergonha",
                "matei a aula de matemática",
                "quero matar a saudade",
                "vou matar a fome",
                "matar o tempo",
                "me acabei de tanto comer",
                "me matei de estudar",
                "estou me matando de trabalhar",
                "tenho vontade de morrer de rir",
                "me bateu uma saudade",
                "me cortei fazendo a barba",
                "me machuquei jogando bola",
                "cortei o cabelo",
                "aquilo mexeu comigo",
                "minha amiga me empurrou para a frente",
                "dei um tiro no pé",
                "bati na porta do vizinho",
                "apanhei o ônibus das sete",
                "ele morreu em março",
                "a figura do meu pai está longe",
                "eu moro com a minha tia"
            })
    void whatOnlySoundsAlikeIsNot(String text) {
        assertEquals(List.of(), SafetyMentions.in(client(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "I want to die, SUICIDE, want to die, FIRST_PERSON, PRESENT, false",
        "I never thought of killing myself, SUICIDE, killing myself, FIRST_PERSON, PAST, true",
        "my uncle killed himself, SUICIDE, killed himself, OTHER, PAST, false",
        "I used to cut myself, SELF_HARM, cut myself, FIRST_PERSON, PAST, false",
        "he hits me, ABUSE, hits me, FIRST_PERSON, PRESENT, false",
        "I could kill him, VIOLENCE, I could kill him, FIRST_PERSON, UNKNOWN, false"
    })
    void englishHasItsOwnList(
            String text, SafetyCategory category, String quote, Subject subject, Tense tense, boolean negated) {
        Utterance said = in("en-GB", text);
        assertEquals(
                new SafetyMention(
                        said.id(),
                        category,
                        text.indexOf(quote),
                        text.indexOf(quote) + quote.length(),
                        subject,
                        tense,
                        negated),
                only(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"I died laughing", "killing time", "this is killing it", "I'm dying to see her"})
    void soHasItsNearMisses(String text) {
        assertEquals(List.of(), SafetyMentions.in(in("en", text)));
    }

    @Test
    void invisibleCharactersAndOtherFormsOfLettersHideNothing() {
        assertEquals(
                SafetyCategory.SUICIDE, only(client("penso em sui\u200Bcídio")).category());
        assertEquals(SafetyCategory.SUICIDE, only(client("ｓｕｉｃｉｄｉｏ")).category());
    }

    @Test
    void severalMentionsStandInTheirOrder() {
        List<SafetyCategory> categories =
                SafetyMentions.in(client("meu pai me batia e eu me cortava e pensei em suicídio")).stream()
                        .map(SafetyMention::category)
                        .toList();
        assertEquals(List.of(SafetyCategory.ABUSE, SafetyCategory.SELF_HARM, SafetyCategory.SUICIDE), categories);
    }

    @Test
    void aLanguageWithoutAListIsLookedAtWithBoth() {
        assertEquals(SafetyCategory.SUICIDE, only(in("und", "quero morrer")).category());
        assertEquals(SafetyCategory.SUICIDE, only(in("und", "I want to die")).category());
    }

    @Test
    void theWordsShowInNoDescription() {
        assertFalse(only(client("quero morrer")).toString().contains("morrer"));
    }
}
