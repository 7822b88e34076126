package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognisedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ... ",
                "[BLANK_AUDIO]",
                " [BLANK_AUDIO]\n",
                "[MÚSICA]",
                "[Música de fundo]",
                "(música suave)",
                "*suspira*",
                "[ Silêncio ]",
                "(risos) (aplausos)",
                "[inaudível]",
                "(speaking in foreign language)",
                "[música suave de fundo]",
                "(risos ao fundo)",
                "*crying*",
                "♪",
                "♪♪♪",
                "♪ música ♪",
                "<|nospeech|>",
                "<unk>",
                "[unk] [unk]",
                "Legendas pela comunidade Amara.org",
                "Legendas pela comunidade das Legendas.",
                "Legenda pela comunidade de Amara.org!",
                "Transcrição e Legendas Pedro Negri",
                "Tradução e legendas por Alguém",
                "Subtitles by the Amara.org community",
                "Sous-titres réalisés par la communauté d'Amara.org",
                "Untertitel im Auftrag des ZDF, 2017"
            })
    void whatNobodySaysIsLeftOut(String heard) {
        assertTrue(RecognisedText.of(heard).isNothing(), () -> RecognisedText.of(heard)
                .text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[MÚSICA] Eu não dormi. ; Eu não dormi.",
                "Eu não (suspiro) dormi. ; Eu não dormi.",
                "Estou cansada. Legendas pela comunidade Amara.org ; Estou cansada.",
                "<|0.00|> Bom dia.<|2.00|> ; Bom dia."
            })
    void whatIsSaidBesideItStays(String heard, String text) {
        assertEquals(new RecognisedText(text, false), RecognisedText.of(heard));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Obrigado por assistir!",
                "Muito obrigada a todos por assistirem.",
                "Inscreva-se no canal.",
                "Não se esqueça de se inscrever no canal e ativar o sininho!",
                "Deixe seu like.",
                "Um abraço e até o próximo vídeo!",
                "A CIDADE NO BRASIL",
                "Legenda Adriana Zanotto",
                "Legendas por Sônia Ruberti",
                "www.exemplo.com.br",
                "Thank you for watching.",
                "Please subscribe",
                "♪ Parabéns pra você ♪",
                "[Pessoa 1] Bom dia",
                "obrigado obrigado obrigado obrigado obrigado obrigado obrigado obrigado",
                "eu vou eu vou eu vou eu vou eu vou",
                "Ela disse que não sabia. Ela disse que não sabia. Ela disse que não sabia. Ela disse que não sabia.",
                "Hoje eu acordei e a gente foi e a gente foi e a gente foi e a gente foi",
                "kkkkkkkkkkkkkkkkkkkkkkkkkkkk"
            })
    void whatMayBeNoSpeechIsDoubtfulAndKept(String heard) {
        RecognisedText spoken = RecognisedText.of(heard);
        assertTrue(spoken.doubtful());
        assertFalse(spoken.isNothing());
    }

    /** Texts that people really say: repetitions, talk about music and films, and farewells. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Não, não, não, não.",
                "eu não aguento, eu não aguento, eu não aguento",
                "Sim. Sim. Sim.",
                "hahahaha",
                "Música me acalma.",
                "Música.",
                "Silêncio.",
                "Obrigada.",
                "Obrigada por me ouvir.",
                "Obrigado por vir.",
                "Até a próxima!",
                "Até amanhã, doutora.",
                "Eu leio as legendas do filme.",
                "Minha filha se inscreveu no curso.",
                "Ele deixou de gostar de mim.",
                "A cidade onde eu nasci.",
                "Ela (a minha mãe) não veio.",
                "Falei com ela (sobre a minha irmã) ontem.",
                "Pensei (a música que eu ouvi) nele.",
                "Falei (musicoterapia ajudou) disso.",
                "Veio (sobrinho dela) ontem.",
                "Moro com ela (crystal).",
                "Bom dia",
                "Hoje  não "
            })
    void whatPeopleSayIsLeftAsItIs(String heard) {
        assertEquals(new RecognisedText(heard, false), RecognisedText.of(heard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "((((((((((", "♪[♪", "*", "<|<|<|", "(*[(*[", "\uD800"})
    void nothingBringsItDown(String odd) {
        assertTimeout(
                Duration.ofSeconds(5), () -> RecognisedText.of(odd.repeat(PendingUtterance.LONGEST / odd.length())));
    }

    @Test
    void nothingShowsWhatWasSaid() {
        assertFalse(RecognisedText.of("um segredo").toString().contains("segredo"));
    }
}
