/**
 * The transcript: every line in its current state, and the partial text of current utterances.
 *
 * Each change of a line has the next number of the whole transcript; after a reconnect the page requests the changes after
 * the last number up to which none is missing.
 *
 * Events: `update` (anything below has changed), `changed` (a line has), `behind` (something is missing: resume).
 */
export class Transcript extends EventTarget {
  #lines = new Map();
  #partials = new Map();
  #listening = new Map();
  #lastLine = 0;
  #ahead = new Set();
  #asked = false;

  /** @returns {object[]} lines in the order in which they were spoken */
  get lines() {
    return [...this.#lines.values()].sort((a, b) => a.from.localeCompare(b.from) || a.changed - b.changed);
  }

  /** @returns {object|undefined} */
  line(lineId) {
    return this.#lines.get(lineId);
  }

  /** The position of a line among all, from 1; null if it does not exist. */
  numberOf(lineId) {
    const at = this.lines.findIndex((line) => line.lineId === lineId);
    return at < 0 ? null : at + 1;
  }

  /** @returns {{by: string, text: string, from: string}[]} */
  get partials() {
    return [...this.#partials.values()];
  }

  /** The highest number up to which none is missing; 0 for none. */
  get lastLine() {
    return this.#lastLine;
  }

  /** The transcription state of a microphone: ON, RECONNECTING, LOST, OFF. */
  listening(participantId) {
    return this.#listening.get(participantId) ?? "OFF";
  }

  /** Whether a microphone was transcribed, as far as this page knows, and is not any more. */
  hasStopped(participantId) {
    return this.#listening.get(participantId) === "OFF";
  }

  /** The lines whose text contains these words, ignoring accents and case. */
  find(words) {
    const wanted = plain(words.trim());
    return wanted ? this.lines.filter(({ text }) => text && plain(text).includes(wanted)) : this.lines;
  }

  /** The missing lines are being requested. */
  resume() {
    this.#asked = false;
    this.#partials.clear();
  }

  lost() {
    this.#partials.clear();
    this.#listening.clear();
    this.#changed();
  }

  /** Deletes the transcript from this page. */
  forget() {
    if (this.#lines.size === 0 && this.#lastLine === 0 && this.#partials.size === 0) return;
    this.#lines.clear();
    this.#partials.clear();
    this.#ahead.clear();
    this.#lastLine = 0;
    this.#changed();
  }

  /** @returns {boolean} whether the frame was handled */
  receive(frame) {
    switch (frame.type) {
      case "line":
        this.#take([frame]);
        this.#askForMissing(this.#ahead.size > 0);
        return true;
      case "lines":
        this.#receiveMissing(frame);
        return true;
      case "partial":
        this.#partials.set(frame.by, frame);
        this.#changed();
        return true;
      case "listening":
        this.#listening.set(frame.by, frame.state);
        if (frame.state !== "ON") this.#partials.delete(frame.by);
        this.#changed();
        return true;
      default:
        return false;
    }
  }

  /** A line that changed twice is sent once, with its last number: skipped numbers are not missing. */
  #receiveMissing({ lines, more }) {
    this.#asked = false;
    this.#take(lines);
    this.#lastLine = Math.max(this.#lastLine, ...lines.map(({ changed }) => changed));
    this.#catchUp();
    this.#askForMissing(more || this.#ahead.size > 0);
  }

  #take(lines) {
    for (const line of lines) {
      const known = this.#lines.get(line.lineId);
      if (known && known.changed >= line.changed) continue;
      this.#lines.set(line.lineId, line);
      if (line.changed > this.#lastLine) this.#ahead.add(line.changed);
      if (this.#partials.get(line.by)?.from <= line.to) this.#partials.delete(line.by);
    }
    this.#catchUp();
    this.#changed();
    this.dispatchEvent(new Event("changed"));
  }

  #catchUp() {
    while (this.#ahead.delete(this.#lastLine + 1)) this.#lastLine++;
    for (const changed of this.#ahead) if (changed <= this.#lastLine) this.#ahead.delete(changed);
  }

  #askForMissing(missing) {
    if (!missing || this.#asked) return;
    this.#asked = true;
    this.dispatchEvent(new Event("behind"));
  }

  #changed() {
    this.dispatchEvent(new Event("update"));
  }
}

/** For comparison: without accents and case. */
export function plain(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}
