package org.sessionroom.database;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Qualifies an {@link AfterCommit} event whose transaction is committed. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Committed {

    /** For firing. */
    final class Literal extends AnnotationLiteral<Committed> implements Committed {

        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;
    }
}
