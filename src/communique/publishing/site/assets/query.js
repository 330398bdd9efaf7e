// SPARQL over the published files: Oxigraph in this browser, which reads them once. The default graph has each
// triple once, as communique.ttl has it; the named graphs are those of communique.trig.
import init, { Store } from "./oxigraph/web.js";

const form = document.getElementById("query");
const question = document.getElementById("question");
const sparql = document.getElementById("sparql");
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const save = document.getElementById("csv");
let store;
let table = [];

async function load() {
  if (!store) {
    status.textContent = "Reading the dataset …";
    await init();
    const [merged, graphs] = await Promise.all(
      ["data/communique.ttl", "data/communique.trig"].map(async (path) => (await fetch(path)).text()),
    );
    store = new Store();
    store.load(merged, { format: "text/turtle" });
    store.load(graphs, { format: "application/trig" });
  }
  return store;
}

const cell = (value, name) => {
  const item = document.createElement("td");
  item.dataset.label = name;
  if (value && value.termType === "NamedNode" && /^https?:/.test(value.value)) {
    const link = document.createElement("a");
    link.href = value.value;
    link.textContent = value.value;
    item.append(link);
  } else {
    item.textContent = value ? value.value : "";
  }
  return item;
};

function show(columns, rows) {
  const shown = document.createElement("table");
  shown.className = "stack";
  const head = shown.createTHead().insertRow();
  for (const name of columns) {
    const title = document.createElement("th");
    title.scope = "col";
    title.textContent = name;
    head.append(title);
  }
  const body = shown.createTBody();
  for (const row of rows.slice(0, 1000)) {
    const line = body.insertRow();
    for (const name of columns) line.append(cell(row.get(name), name));
  }
  answer.replaceChildren(shown);
  table = [columns, ...rows.map((row) => columns.map((name) => row.get(name)?.value ?? ""))];
  save.disabled = false;
}

async function ask(event) {
  event.preventDefault();
  save.disabled = true;
  answer.replaceChildren();
  try {
    const found = (await load()).query(sparql.value);
    if (typeof found === "boolean") {
      status.textContent = found ? "Yes." : "No.";
    } else if (typeof found === "string") {
      status.textContent = found;
    } else {
      const columns = [...new Set(found.flatMap((row) => (row instanceof Map ? [...row.keys()] : [])))];
      if (found.length && !columns.length) {
        const text = document.createElement("pre");
        text.textContent = found.map(String).join("\n");
        answer.replaceChildren(text);
      } else {
        show(columns, found);
      }
      status.textContent = `${found.length} ${found.length === 1 ? "row" : "rows"}`;
    }
  } catch (error) {
    status.textContent = String(error.message ?? error);
  }
}

function csv() {
  const quoted = (words) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  // The rule of tables/: an apostrophe before what a spreadsheet would take for a formula.
  const formula = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;
  const number = /^[+-]{1,2}[0-9][0-9.:-]*$/;
  const safe = (words) => (formula.test(words) && !number.test(words) ? `'${words}` : words);
  const text = table.map((row) => row.map((words) => quoted(safe(words))).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text, "\r\n"], { type: "text/csv" }));
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

question.addEventListener("change", () => {
  sparql.value = document.getElementById(question.value).textContent;
});
form.addEventListener("submit", ask);
save.addEventListener("click", csv);
