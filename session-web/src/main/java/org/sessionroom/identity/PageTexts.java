package org.sessionroom.identity;

/** The texts for the scripts of each page: regular expressions for keys of the message bundles. */
public final class PageTexts {

    /** All except those of other pages, mails and answers, and those that are in the page itself. */
    public static final String ROOM =
            "(?!(mail|agenda|session|join|notice|opened|booking|cancelling|home|consent|problem|page|access|quick)\\."
                    + "|keys\\.(?!close)|settings\\.(?!title|notify\\.)).*";

    /** For the session's page. */
    public static final String SESSION = "(notes|saved|words|field\\.kind|list\\.empty|session\\.field"
            + "|analysis|command\\.offline|confirm|dialog\\.back|draft|insight|keys\\.close|mention|moment|note"
            + "|room\\.(you|former)|safety|tone|transcript)\\b.*";

    private PageTexts() {}
}
