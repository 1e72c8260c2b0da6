// Voice messages.

import { byId, tellProblem, words } from "./page.js";
import { localMedia } from "./files.js";

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const LONGEST_SECONDS = 300;

const panel = byId("recording");
const form = byId("writing");
const time = byId("record-time");

export function startVoice(sendFile) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) {
    byId("record").remove();
    return;
  }
  document.documentElement.classList.add("voiced");
  let recorder;
  let clock;
  let wanted = false;

  function show(recording) {
    panel.hidden = !recording;
    form.hidden = recording;
    (recording ? byId("record-send") : byId("record")).focus();
  }

  function end(send) {
    wanted = send;
    clearInterval(clock);
    if (recorder?.state !== "inactive") recorder?.stop();
  }

  async function begin() {
    tellProblem("");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      tellProblem(words.no_microphone);
      return;
    }
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24000 });
    const pieces = [];
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      show(false);
      const file = new Blob(pieces, { type: recorder.mimeType });
      if (wanted && file.size) sendFile({ file, voice: "1" }, localMedia("voice", file, ""));
    };
    recorder.start();
    const began = Date.now();
    time.textContent = "0:00";
    clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= LONGEST_SECONDS) end(true);
    }, 250);
    show(true);
  }

  byId("record").addEventListener("click", begin);
  byId("record-send").addEventListener("click", () => end(true));
  byId("record-drop").addEventListener("click", () => end(false));
}
