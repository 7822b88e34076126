import { lacking } from "/resources/js/participant/abilities.js";
import { inThisTab, onThisDevice } from "/resources/js/shared/storage.js";
import { same } from "../assert.js";

const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const browser = ({ userAgent = DESKTOP, cookieEnabled = true, mediaDevices = { getUserMedia() {} }, ...more } = {}) => ({
  navigator: { userAgent, cookieEnabled, mediaDevices },
  RTCPeerConnection: class {},
  ...more,
});

export function aBrowserThatCanDoItAllLacksNothing() {
  same([lacking(browser()), lacking(window)], [null, null]);
}

export function whatIsWorstIsSaid() {
  same(lacking(browser({ mediaDevices: null })), "camera");
  same(lacking(browser({ mediaDevices: {} })), "camera");
  same(lacking(browser({ RTCPeerConnection: undefined })), "camera");
  same(lacking(browser({ mediaDevices: null, cookieEnabled: false })), "cookies");
}

export function aWindowInsideAnotherProgramIsKnown() {
  for (const userAgent of [
    "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A; wv) AppleWebKit/537.36 Version/4.0 Chrome/149.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 340.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/470.0]",
  ]) {
    same(lacking(browser({ userAgent })), "window", userAgent);
  }
}

export function aBrowserThatKeepsNothingHasItWhileThePageIsOpen() {
  for (const [name, kept] of [["localStorage", onThisDevice], ["sessionStorage", inThisTab]]) {
    const own = Object.getOwnPropertyDescriptor(window, name);
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        throw new DOMException("not here", "SecurityError");
      },
    });
    try {
      same([kept.getItem("key"), kept.read("key")], [null, {}], name);
      kept.setItem("key", JSON.stringify({ value: 1 }));
      same(kept.read("key"), { value: 1 }, name);
      kept.removeItem("key");
      same(kept.getItem("key"), null, name);
    } finally {
      Object.defineProperty(window, name, own);
    }
  }
}

export function whatCannotBeReadIsNothing() {
  inThisTab.setItem("key", "{");
  same(inThisTab.read("key"), {});
  inThisTab.removeItem("key");
}
