/** Value types for text that people and systems enter. Every entry point of the application uses the same ones. */
package org.sessionroom.input;
