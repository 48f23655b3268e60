// Keeping what is typed and not saved, so that a closed window or a lost session costs nothing.

const PAUSE = 1500; // milliseconds without a key before it is kept
const LARGEST = 60000; // bytes a browser lets go out while the page is being left
let waiting;
let sending;
let unkept = false;

export function keepLater(form) {
  unkept = true;
  clearTimeout(waiting);
  waiting = setTimeout(() => keepNow(form), PAUSE);
}

export async function keepNow(form) {
  if (!unkept) return;
  unkept = false;
  clearTimeout(waiting);
  const fields = new URLSearchParams(new FormData(form));
  const headers = { "X-CSRFToken": form.elements.csrf_token.value };
  sending = new AbortController();
  try {
    const keepalive = String(fields).length < LARGEST;
    const answer = await fetch(form.dataset.keep, { method: "POST", body: fields, headers, keepalive, signal: sending.signal });
    note(answer.status);
  } catch (error) {
    if (error.name !== "AbortError") note(0);
  }
}

export function stopKeeping() {
  clearTimeout(waiting);
  sending?.abort();
  unkept = false;
}

function note(status) {
  const now = `${new Date().toISOString().slice(11, 16)} UTC`;
  const words = {
    204: `Kept at ${now}`,
    401: "You are signed out. Save takes you to sign in; what you typed comes with you.",
    413: "Too long to be kept: shorten the excerpt.",
  };
  document.getElementById("kept-note").textContent = words[status] || "Not kept just now. It is still in this window.";
}
