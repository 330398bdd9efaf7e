// Search over labels and other names, in the browser: search.json is read when the field is first used.
const form = document.querySelector("form.search");
const root = form.dataset.root;
const field = form.querySelector("input");
const list = document.getElementById("found");
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let rows;

form.hidden = false;

async function load() {
  if (!rows) {
    rows = fetch(`${root}search.json`)
      .then((answer) => answer.json())
      .then((found) => found.map(([label, kind, path, ...names]) => ({ label, kind, path, text: plain([label, ...names].join(" ")) })));
  }
  return rows;
}

async function show() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const found = words.length ? (await load()).filter((row) => words.every((word) => row.text.includes(word))) : [];
  list.replaceChildren(
    ...found.slice(0, 12).map((row) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const kind = document.createElement("span");
      link.href = root + row.path;
      link.textContent = row.label;
      kind.className = "note";
      kind.textContent = ` ${row.kind}`;
      item.append(link, kind);
      return item;
    }),
  );
  if (words.length && !found.length) {
    const none = document.createElement("li");
    none.textContent = "Nothing found.";
    list.append(none);
  }
}

field.addEventListener("focus", load);
field.addEventListener("input", show);
form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.value = "";
    list.replaceChildren();
  }
});
