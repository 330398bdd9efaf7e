// The list of all resources, narrowed by name, kind, year, body and role; the choice stands in the address.
const form = document.getElementById("facets");
const items = [...document.querySelectorAll("#items > li")];
const count = document.getElementById("count");
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const named = (item) => plain(`${item.querySelector("a").textContent} ${item.dataset.names}`);

function narrow() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  let shown = 0;
  for (const item of items) {
    const fits = chosen.every(([name, value]) =>
      name === "q"
        ? plain(value).split(/\s+/).every((word) => named(item).includes(word))
        : item.dataset[name].split("|").includes(value),
    );
    item.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown} of ${items.length}`;
  const query = new URLSearchParams(chosen).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.hidden = false;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
narrow();
