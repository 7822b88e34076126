/** Commands to the session, each answered by `done` or `refused`. */

const PATIENCE = 8000;

export class CommandRefused extends Error {
  constructor(code, detail) {
    super(detail ?? code);
    this.name = "CommandRefused";
    this.code = code;
  }
}

export class Commands {
  #send;
  #open = new Map();

  /** @param {(frame) => boolean} send returns whether it was sent */
  constructor(send) {
    this.#send = send;
  }

  /**
   * @returns {Promise<void>} when it was carried out
   * @throws {CommandRefused} with the server's text, or with code OFFLINE if there was no answer
   */
  run(command, more = {}) {
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const offline = () => {
        this.#open.delete(id);
        reject(new CommandRefused("OFFLINE"));
      };
      const timer = setTimeout(offline, PATIENCE);
      this.#open.set(id, { resolve, reject, offline, timer });
      if (!this.#send({ type: "command", id, command, ...more })) offline();
    });
  }

  receive(frame) {
    const open = this.#open.get(frame.commandId);
    if (!open) return false;
    this.#open.delete(frame.commandId);
    clearTimeout(open.timer);
    if (frame.type === "done") open.resolve();
    else open.reject(new CommandRefused(frame.code, frame.detail));
    return true;
  }

  /** @param {{ended: boolean}} loss whether the connection ended with the session: then open commands are pointless */
  lost({ ended }) {
    for (const { timer, resolve, offline } of this.#open.values()) {
      clearTimeout(timer);
      if (ended) resolve();
      else offline();
    }
    if (ended) this.#open.clear();
  }
}
