package org.sessionroom.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.identity.PageLanguage;

/** A page that says kindly what is the matter and what can be done; every way out of the room ends at one. */
@Named
@RequestScoped
public class NoticePage {

    private static final String UNKNOWN = "PAGE_NOT_FOUND";

    private static final Map<String, String> ICONS = Map.of(
            "SESSION_ENDED", "check",
            "GOODBYE", "check",
            "LOGGED_OUT", "log-out",
            "LINK_NEEDED", "hourglass",
            "PAGE_EXPIRED", "hourglass",
            "FORBIDDEN", "lock");

    @Inject
    private PageLanguage language;

    private String about;

    public String getTitle() {
        return language.getText().getString("notice." + getAbout() + ".title");
    }

    public String getText() {
        return language.getText().getString("notice." + getAbout() + ".text");
    }

    /** Where the main button leads: a word of the page's, or empty when the person can just close the window. */
    public String getWayOut() {
        String key = "notice." + getAbout() + ".way";
        return language.getText().containsKey(key) ? language.getText().getString(key) : "";
    }

    /** A picture's name in the icon sprite. */
    public String getIcon() {
        return ICONS.getOrDefault(getAbout(), "info");
    }

    /** The notice's name; anything unknown reads as a page that is not there. */
    public String getAbout() {
        return Optional.ofNullable(about)
                .filter(name -> language.getText().containsKey("notice." + name + ".title"))
                .orElse(UNKNOWN);
    }

    public void setAbout(String about) {
        this.about = about;
    }
}
