package org.sessionroom.provider.stream;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a recogniser's text that somebody can have said. Recognisers were trained on subtitles: for silence and noise they write
 * names of sounds ({@code [MÚSICA]}), notes (♪), credits of subtitles, the farewells of videos, or one phrase over and over.
 * Text that nobody says is removed; text that somebody might have said is kept as doubtful, because losing a client's words
 * would be worse than marking them.
 *
 * @param text without what nobody says; blank if nothing is left
 * @param doubtful whether it may not be speech, or not what was said
 */
record RecognisedText(String text, boolean doubtful) {

    private static final Pattern TOKEN =
            Pattern.compile("<\\|[^|<>]{0,40}\\|>|<unk>|\\[unk]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASIDE =
            Pattern.compile("\\[([^\\[\\]]{0,60})]|\\(([^()]{0,60})\\)|\\*([^*]{1,60})\\*");
    private static final Pattern NOTES = Pattern.compile("[\\u2669-\\u266F\\x{1D11E}\\x{1F3B5}\\x{1F3B6}\\x{1F3BC}]+");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?…])\\s+|\\n+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SPACES = Pattern.compile("[ \\t]{2,}");

    /** Names of sounds, folded, in Portuguese and English. */
    private static final Pattern SOUND =
            Pattern.compile("\\b(musicas?|music|musical|aplausos?|applause|applauding|palmas"
                    + "|risos?|risadas?|rindo|gargalhadas?|laughs?|laughing|laughter|chor[oa]|chorando|cry|cries|crying|sobs?|sobbing"
                    + "|suspir[oa]s?|suspirando|sighs?|sighing|tosse|tossindo|tosses|coughs?|coughing|silencios?|silence|silent"
                    + "|blank audio|inaudivel|inaudible|ininteligivel|unintelligible|ruidos?|noises?|barulhos?|som|sons|sounds?"
                    + "|respira|respiracao|respirando|breath|breathes?|breathing|pausa|pause|estalos?|clicks?|bips?|beeps?"
                    + "|lingua estrangeira|foreign|no speech|sem fala)\\b");

    /** Words that occur in real asides but not in names of sounds: "(música suave de fundo)" is a sound, "(a música que eu ouvi)" is not. */
    private static final Pattern OF_SOMEBODY = Pattern.compile(
            "\\b(eu|me|mim|minha|meu|ele|ela|que|nao|foi|era|estava|sobre|quando|porque|i|my|me|he|she|that|not|was|about)\\b");

    private static final int MOST_WORDS_OF_SOUND = 5;

    /** Whole sentences that are credits of subtitles. */
    private static final Pattern CREDITS = Pattern.compile(".{0,60}\\bamara org\\b.{0,30}"
            + "|legendas? (feitas? )?pela comunidade\\b.{0,40}"
            + "|(transcricao|traducao|revisao|sincronizacao) e legendas?\\b.{0,40}"
            + "|(subtitles|captions|subtitulos|untertitel|untertitelung|sous titres|sottotitoli|ondertitels?)"
            + " (by|created|por|realizados|von|im|der|par|realises|creati|ingediend)\\b.{0,60}");

    /** Whole sentences that end videos, but that somebody might still say. */
    private static final Pattern FAREWELL =
            Pattern.compile("(muito )?obrigad[oa]s?( a (todos|voces))? por (assistir|assistirem|ver|verem)( .{0,30})?"
                    + "|(nao (se )?esquec\\w+ de )?(se )?inscrev\\w+( se)? (n?o|em nosso|no meu|no nosso) canal.{0,60}"
                    + "|(deixem?|da|de) (o |um )?(seu |teu )?like.{0,60}"
                    + "|(um (grande )?abraco e )?ate o proximo video"
                    + "|a cidade no brasil"
                    + "|legenda(s|do|da|gem)?( por| de)? .{1,40}"
                    + "|(thank you|thanks)( so much| very much)? for (watching|listening)( .{0,30})?"
                    + "|(please )?(like and )?subscribe( .{0,40})?"
                    + "|(i ll )?see you in the next video"
                    + "|gracias por ver( el video)?"
                    + "|(www )?\\w+ (com|org|net)( br)?");

    /** Maximum words of a phrase that is checked for repetition. */
    private static final int LONGEST_PHRASE = 12;

    /** Minimum repetitions of one word, two words, or more; fewer occur in real speech. */
    private static final int[] LOOPS = {8, 5, 4};

    /** A syllable repeated within one word: "hahahaha" is speech, sixteen repetitions are not. */
    private static final Pattern STUTTER = Pattern.compile("(\\p{L}{1,4})\\1{15,}");

    static RecognisedText of(String recognised) {
        boolean sung = NOTES.matcher(recognised).find();
        String bare = NOTES.matcher(TOKEN.matcher(recognised).replaceAll(" ")).replaceAll(" ");
        String words = ASIDE.matcher(bare)
                .replaceAll(aside -> isSound(inner(aside)) ? " " : Matcher.quoteReplacement(aside.group()));
        // Text in brackets that is not a known sound is probably not speech either.
        boolean strange = ASIDE.matcher(words).results().anyMatch(aside -> aside.group(2) == null);
        List<String> said = new ArrayList<>();
        boolean doubtful = strange || sung;
        String[] sentences = SENTENCE.split(words);
        for (String sentence : sentences) {
            String folded = folded(sentence);
            if (CREDITS.matcher(folded).matches() || folded.isEmpty() || sung && isSound(folded)) {
                continue;
            }
            doubtful |= FAREWELL.matcher(folded).matches();
            said.add(sentence);
        }
        String left = said.size() == sentences.length ? words : String.join(" ", said);
        String text = left.equals(recognised)
                ? recognised
                : SPACES.matcher(left).replaceAll(" ").strip();
        return new RecognisedText(text, doubtful || loops(folded(text)));
    }

    boolean isNothing() {
        return text.isBlank();
    }

    private static String inner(MatchResult aside) {
        for (int group = 1; group <= aside.groupCount(); group++) {
            if (aside.group(group) != null) {
                return folded(aside.group(group));
            }
        }
        return "";
    }

    private static boolean isSound(String folded) {
        return folded.isEmpty()
                || SOUND.matcher(folded).find()
                        && !OF_SOMEBODY.matcher(folded).find()
                        && folded.split(" ").length <= MOST_WORDS_OF_SOUND;
    }

    private static boolean loops(String folded) {
        List<String> words = Arrays.asList(folded.split(" "));
        for (int length = 1; length <= LONGEST_PHRASE; length++) {
            int most = LOOPS[Math.min(length, LOOPS.length) - 1];
            // This many consecutive words equal the words one phrase earlier.
            int again = 0;
            for (int i = length; i < words.size(); i++) {
                again = words.get(i).equals(words.get(i - length)) ? again + 1 : 0;
                if (again >= length * (most - 1)) {
                    return true;
                }
            }
        }
        return STUTTER.matcher(folded).find();
    }

    /** Lower case without accents, and one space for everything that is neither letter nor digit. */
    private static String folded(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NO_LETTERS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** Does not contain the spoken text, which must not reach a log. */
    @Override
    public String toString() {
        return "RecognisedText[" + doubtful + "]";
    }
}
