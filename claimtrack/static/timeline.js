// Makes a timeline quicker to read. Without it every mark is a link to its statement in the list and the filter is a form.
"use strict";

const MARKS = ".tl a";

function statementOf(mark) {
  return document.getElementById(mark.getAttribute("href").slice(1));
}

// What stands beside the picture: the statement itself, or the names of several that share one "+4".
function contentsFor(mark) {
  const ids = mark.dataset.ids?.split(" ") ?? [];
  if (ids.length < 2) {
    const copy = document.createElement("div");
    const row = statementOf(mark)?.closest(".tl-row");
    if (row) copy.append(...row.cloneNode(true).childNodes);
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return copy;
  }
  const list = document.createElement("ul");
  for (const id of ids) {
    const row = document.getElementById(`statement-${id}`)?.closest(".tl-row");
    if (!row) continue;
    const link = document.createElement("a");
    link.href = `#statement-${id}`;
    link.textContent = [".tl-who", ".tl-when"].map((part) => row.querySelector(part).textContent.replace(/\s+/g, " ").trim()).join(", ");
    list.appendChild(document.createElement("li")).append(link);
  }
  return list;
}

function show(section, mark) {
  section.querySelectorAll(".is-current").forEach((element) => element.classList.remove("is-current"));
  mark.classList.add("is-current");
  statementOf(mark)?.closest(".tl-row")?.classList.add("is-current");
  section.querySelector("[data-timeline-beside]")?.replaceChildren(contentsFor(mark));
}

// One stop for the Tab key; from there the arrow keys go from statement to statement in the order of time.
function letArrowsMove(marks) {
  marks.forEach((mark, place) => mark.setAttribute("tabindex", place ? "-1" : "0"));
}

function moveFocus(mark, key) {
  const marks = [...mark.closest("svg").querySelectorAll("a")];
  const here = marks.indexOf(mark);
  const there = { ArrowLeft: here - 1, ArrowUp: here - 1, ArrowRight: here + 1, ArrowDown: here + 1, Home: 0, End: marks.length - 1 }[key];
  const next = marks[there];
  if (!next) return false;
  mark.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
  return true;
}

function readBeside(section) {
  const beside = section.querySelector("[data-timeline-beside]");
  if (!beside) return;
  beside.hidden = false;
  section.querySelector(".tl-desk").classList.add("is-live");
  section.querySelectorAll("svg.tl").forEach((picture) => letArrowsMove(picture.querySelectorAll("a")));
}

// A first tap shows the statement beside the picture, a second one goes to it; where nothing is beside, the first one does.
function tap(section, event, mark) {
  const beside = section.querySelector("[data-timeline-beside]");
  const touched = event.pointerType === "touch";
  if (touched && beside?.offsetParent && !mark.dataset.shown) {
    event.preventDefault();
    section.querySelectorAll("[data-shown]").forEach((element) => delete element.dataset.shown);
    mark.dataset.shown = "yes";
    show(section, mark);
  }
}

function watch(section) {
  const markAt = (event) => event.target.closest?.(MARKS);
  section.addEventListener("pointerover", (event) => {
    const mark = markAt(event);
    if (mark && event.pointerType !== "touch") show(section, mark);
  });
  section.addEventListener("focusin", (event) => markAt(event) && show(section, markAt(event)));
  section.addEventListener("click", (event) => markAt(event) && tap(section, event, markAt(event)));
  section.addEventListener("keydown", (event) => {
    const mark = markAt(event);
    if (mark && !event.ctrlKey && !event.metaKey && !event.altKey && moveFocus(mark, event.key)) event.preventDefault();
  });
}

// The server draws what was chosen, so picture and list can never differ; only the part that changes is exchanged.
function filterAtOnce(section) {
  const form = section.querySelector("[data-timeline-filter]");
  if (!form) return;
  let asked = new AbortController();
  form.addEventListener("change", async () => {
    asked.abort();
    asked = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    address.hash = "";
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      section.querySelector("[data-timeline-results]").replaceWith(page.querySelector("[data-timeline-results]"));
      history.replaceState(null, "", address);
      readBeside(section);
    } catch (problem) {
      if (problem.name !== "AbortError") form.submit();
    }
  });
}

for (const section of document.querySelectorAll("[data-timeline]")) {
  readBeside(section);
  watch(section);
  filterAtOnce(section);
}
