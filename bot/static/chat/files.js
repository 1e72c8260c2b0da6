// Pictures and documents. A photograph is made smaller here: most lines are slow.

import { byId, limits, tellProblem, words } from "./page.js";

const LONGEST_SIDE = 1600;
const WORTH_IT = 500 * 1024;

async function smaller(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < WORTH_IT) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return made && made.size < file.size ? new File([made], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

export function localMedia(kind, blob, name) {
  const address = URL.createObjectURL(blob);
  return { kind, name, inline: kind === "image", url: address, local: address };
}

export function startFiles(sendFile) {
  const chooser = byId("attach").querySelector("input");
  chooser.addEventListener("change", async () => {
    const [chosen] = chooser.files;
    chooser.value = "";
    if (!chosen) return;
    const file = await smaller(chosen);
    if (file.size > limits.file) {
      tellProblem(words.file_too_large);
      return;
    }
    tellProblem("");
    const kind = file.type.startsWith("image/") ? "image" : "document";
    sendFile({ file }, localMedia(kind, file, kind === "image" ? "" : file.name));
  });
}
