package org.sessionroom.speech;

/** The program with ears that follow a script; of the model it needs nothing but a name. */
final class EngineWithoutModel {
    private EngineWithoutModel() {}

    public static void main(String[] args) throws InterruptedException {
        SpeechEngine.run(folder -> new ScriptedRecognisers(), args);
    }
}
