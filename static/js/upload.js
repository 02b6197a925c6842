// Files with progress, one after the other. The address takes the field `file` and answers 200 {"name", "url", "id"?}
// or 4xx {"reason"}. An id is put into the form as a hidden field `files`. Without an address, the form carries
// the files itself and only the size is looked at here.
import { headers } from "./csrf.js";

const MEGABYTE = 1024 * 1024;

export function start(box) {
  const upload = new Upload(box);
  const input = box.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    if (!box.dataset.uploadUrl) return upload.checkOnly(input);
    upload.add(input.files);
    input.value = "";
    return undefined;
  });
  if (box.dataset.uploadUrl) acceptDrops(box, upload);
}

function acceptDrops(box, upload) {
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    upload.add(event.dataTransfer.files);
  });
}

class Upload {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.waiting = Promise.resolve();
    this.onTheWay = 0;
    box.closest("form")?.addEventListener("submit", (event) => this.holdBack(event), true);
  }

  // Whoever sends the form while files are on their way sends them along: it goes when the last one has arrived.
  holdBack(event) {
    if (!this.onTheWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.held) return;
    this.held = true;
    this.waiting.then(() => this.letGo(event.target, event.submitter));
  }

  // A file that could be tried again keeps the form here.
  letGo(form, submitter) {
    this.held = false;
    if (!this.box.querySelector("[data-retry]:not([hidden])")) form.requestSubmit(submitter);
  }

  tooLarge(file) {
    return file.size > Number(this.words.most) * MEGABYTE;
  }

  checkOnly(input) {
    const large = [...input.files].find((file) => this.tooLarge(file));
    input.setCustomValidity(large ? `${large.name}: ${this.words.wordsLarge}` : "");
    input.reportValidity();
  }

  add(files) {
    for (const file of files) {
      const row = this.row(file);
      if (this.tooLarge(file)) fail(row, this.words.wordsLarge, false);
      else this.queue(file, row);
    }
  }

  row(file) {
    const row = this.box.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-retry]").addEventListener("click", () => this.queue(file, row));
    this.box.querySelector("[data-upload-list]").append(row);
    return row;
  }

  queue(file, row) {
    row.classList.remove("file-row--failed");
    row.querySelector("[data-retry]").hidden = true;
    row.querySelector("[data-state]").textContent = this.words.wordsSending;
    this.onTheWay += 1;
    this.waiting = this.waiting.then(() => this.send(file, row)).then(() => (this.onTheWay -= 1));
  }

  send(file, row) {
    const bar = row.querySelector("progress");
    bar.hidden = false;
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (event) => (bar.value = (100 * event.loaded) / (event.total || 1)));
      request.addEventListener("loadend", () => {
        this.answered(request, row);
        resolve();
      });
      request.open("POST", this.words.uploadUrl);
      for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
      request.setRequestHeader("Accept", "application/json");
      const body = new FormData();
      body.set("file", file);
      request.send(body);
    });
  }

  answered(request, row) {
    row.querySelector("progress").hidden = true;
    const answer = read(request.responseText);
    if (request.status >= 200 && request.status < 300) return this.done(row, answer);
    if (request.status === 413) return fail(row, this.words.wordsLarge, false);
    if (request.status >= 400 && request.status < 500) return fail(row, answer.reason ?? this.words.wordsRefused, false);
    return fail(row, this.words.wordsFailed, true);
  }

  done(row, answer) {
    row.querySelector("[data-state]").textContent = this.words.wordsDone;
    if (answer.url) row.querySelector("[data-name]").replaceChildren(linkTo(answer));
    if (answer.id) row.append(hidden(answer.id));
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function fail(row, words, again) {
  row.classList.add("file-row--failed");
  row.querySelector("progress").hidden = true;
  row.querySelector("[data-state]").textContent = words;
  row.querySelector("[data-retry]").hidden = !again;
}

function linkTo({ name, url }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = name;
  return link;
}

function hidden(id) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "files";
  field.value = id;
  return field;
}
