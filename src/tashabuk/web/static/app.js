// Small comforts; every page works without them.
"use strict";

/** Statements and actors of a document light each other. */
function reader(root) {
  const triggers = [...root.querySelectorAll("[data-statements]")];
  const entries = [...root.querySelectorAll("[data-statement]")];
  const light = (ids) => {
    for (const t of triggers) t.classList.toggle("lit", t.dataset.statements.split(" ").some((i) => ids.includes(i)));
    for (const e of entries) e.classList.toggle("lit", ids.includes(e.dataset.statement));
    const chosen = entries.filter((e) => ids.includes(e.dataset.statement));
    actors(chosen.flatMap((e) => e.dataset.parties.split(" ")));
    among("dates", chosen.map((e) => e.dataset.date), "date-lit");
    among("actors", chosen.map((e) => e.dataset.holder), "holder-lit");
  };
  const among = (key, wanted, mark) => {
    for (const a of root.querySelectorAll(`[data-${key}]`)) a.classList.toggle(mark, a.dataset[key].split(" ").some((n) => wanted.includes(n)));
  };
  const actors = (names) => among("actors", names, "actor-lit");
  const choose = (ids, from) => {
    light(ids);
    const other = from === "text" ? entries.find((e) => ids.includes(e.dataset.statement))
      : triggers.find((t) => t.dataset.statements.split(" ").some((i) => ids.includes(i)));
    if (other) other.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  for (const t of triggers) {
    t.addEventListener("click", () => choose(t.dataset.statements.split(" "), "text"));
    t.addEventListener("keydown", (e) => { if (e.key === "Enter") choose(t.dataset.statements.split(" "), "text"); });
  }
  for (const e of entries) {
    e.addEventListener("click", (event) => { if (!event.target.closest("a")) choose([e.dataset.statement], "list"); });
    e.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === e) choose([e.dataset.statement], "list"); });
  }
  for (const a of root.querySelectorAll("[data-actor]")) {
    a.addEventListener("mouseenter", () => actors([a.dataset.actor]));
    a.addEventListener("focus", () => actors([a.dataset.actor]));
    a.addEventListener("mouseleave", () => actors([]));
  }
}

/** Keys of the review page; silent while somebody types. */
function review() {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "DETAILS") { target.open = !target.open; target.querySelector("input")?.focus(); }
    else target.click();
  });
}

/** The graph: drag nodes, zoom with the wheel, hover to see one actor's ties, click to open an actor or a tie. */
function graph(box) {
  const svg = box.querySelector("svg");
  if (!svg) return;
  const view = svg.viewBox.baseVal;
  const whole = [view.x, view.y, view.width, view.height];
  const nodes = new Map([...svg.querySelectorAll(".node")].map((n) => [n.dataset.actor, n]));
  const edges = [...svg.querySelectorAll(".edge")];
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = point(event), by = event.deltaY > 0 ? 1.15 : 1 / 1.15;
    const width = Math.min(Math.max(view.width * by, whole[2] / 12), whole[2] * 2);
    const scale = width / view.width;
    view.x = at.x - (at.x - view.x) * scale;
    view.y = at.y - (at.y - view.y) * scale;
    view.height *= scale;
    view.width = width;
  }, { passive: false });
  const dim = (actor) => {
    const near = new Set([actor]);
    for (const e of edges) if (actor === e.dataset.a || actor === e.dataset.b) { near.add(e.dataset.a); near.add(e.dataset.b); }
    for (const [name, node] of nodes) node.classList.toggle("dim", actor !== null && !near.has(name));
    for (const e of edges) e.classList.toggle("dim", actor !== null && actor !== e.dataset.a && actor !== e.dataset.b);
  };
  const moved = new Map();
  const move = (actor, dx, dy) => {
    const [x, y] = moved.get(actor) ?? [0, 0];
    moved.set(actor, [x + dx, y + dy]);
    nodes.get(actor).setAttribute("transform", `translate(${x + dx} ${y + dy})`);
    for (const e of edges) {
      const [end, other] = e.dataset.a === actor ? ["1", "2"] : e.dataset.b === actor ? ["2", "1"] : [null, null];
      if (!end) continue;
      for (const line of e.querySelectorAll("line")) {
        line.setAttribute(`x${end}`, Number(line.getAttribute(`x${end}`)) + dx);
        line.setAttribute(`y${end}`, Number(line.getAttribute(`y${end}`)) + dy);
      }
    }
  };
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    const node = event.target.closest(".node");
    held = { actor: node?.dataset.actor ?? null, from: point(event), far: 0 };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    const at = point(event);
    if (!held) { dim(event.target.closest(".node")?.dataset.actor ?? null); return; }
    const dx = at.x - held.from.x, dy = at.y - held.from.y;
    held.far += Math.abs(dx) + Math.abs(dy);
    if (held.actor !== null) { move(held.actor, dx, dy); held.from = at; }
    else { view.x -= dx; view.y -= dy; }
  });
  svg.addEventListener("pointerup", (event) => {
    const still = held && held.far < 4;
    const actor = held?.actor;
    held = null;
    if (!still) return;
    if (actor) { location.href = `${box.dataset.actors}/${encodeURIComponent(actor)}`; return; }
    const edge = document.elementFromPoint(event.clientX, event.clientY)?.closest(".edge");
    if (edge) location.href = `${box.dataset.ties}/${encodeURIComponent(edge.dataset.a)}/${encodeURIComponent(edge.dataset.b)}`;
  });
}

/** The slider shows its month and asks for the graph of that month's last day when it is let go. */
function slider(input) {
  const output = input.closest(".slider").querySelector("output");
  const month = () => {
    const n = Number(input.dataset.month) - 1 + Number(input.value);
    return new Date(Date.UTC(Number(input.dataset.year) + Math.floor(n / 12), (n % 12) + 1, 0)).toISOString().slice(0, 10);
  };
  output.value = month().slice(0, 7);
  input.addEventListener("input", () => { output.value = month().slice(0, 7); });
  input.addEventListener("change", () => {
    const address = new URL(location.href);
    address.searchParams.set("at", month());
    location.href = address.href;
  });
}

/** Files can be dropped where they can be chosen. */
function drop(label) {
  const input = label.querySelector("input");
  for (const name of ["dragover", "dragleave", "drop"]) {
    label.addEventListener(name, (event) => {
      event.preventDefault();
      label.classList.toggle("over", name === "dragover");
      if (name === "drop") input.files = event.dataTransfer.files;
    });
  }
}

for (const root of document.querySelectorAll("[data-reader]")) reader(root);
if (document.querySelector("[data-review]")) review();
for (const box of document.querySelectorAll("[data-graph]")) graph(box);
for (const input of document.querySelectorAll("[data-slider]")) slider(input);
for (const label of document.querySelectorAll(".drop")) drop(label);
