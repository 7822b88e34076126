package org.sessionroom.speech;

/** The program with scripted recognisers; it needs only the name of a model. */
final class EngineWithoutModel {
    private EngineWithoutModel() {}

    public static void main(String[] args) throws InterruptedException {
        SpeechEngine.run(folder -> new ScriptedRecognisers(), args);
    }
}
