// What the robot knows of pages. It runs in a world of its own, beside the page's scripts, and is handed one task at a time.
"use strict";

const shortest = 2;
const plain = (text) => (text ?? "").normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
/** As headings are compared: arrows, colons and asterisks beside the words do not count. */
const words = (text) => plain(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The document with the shadow trees and the frames of the same site in it. */
function* roots(root = document) {
  yield root;
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) yield* roots(element.shadowRoot);
    if (element.localName === "iframe") {
      let inner = null;
      try {
        inner = element.contentDocument;
      } catch {
        // Another site's.
      }
      if (inner?.body && isSeen(element)) yield* roots(inner);
    }
  }
}

/** Where elements are looked for: the document, or the row that was pointed at. */
let within = document;

function all(selector) {
  return [...roots(within)].flatMap((root) => [...root.querySelectorAll(selector)]);
}

/** Whether a person could see it: drawn, larger than a dot, and not moved out of the page. */
function isSeen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = element.getBoundingClientRect();
  const page = element.ownerDocument.defaultView;
  return box.width >= shortest && box.height >= shortest && box.right + page.scrollX > 0 && box.bottom + page.scrollY > 0;
}

/** The text that a person sees in it. */
function seenText(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() && (parent === element || isSeen(parent))) parts.push(node.data);
  }
  return parts.join(" ").normalize("NFKC").replace(/\s+/gu, " ").trim();
}

function byIds(element, attribute) {
  const ids = (element.getAttribute(attribute) ?? "").split(/\s+/u).filter(Boolean);
  return ids.map((id) => element.getRootNode().getElementById?.(id)?.textContent ?? "").join(" ");
}

/** The names that a person or a screen reader calls it by; those that only programs see come last. */
function namesOf(element) {
  const seen = [element.getAttribute("aria-label"), byIds(element, "aria-labelledby")];
  for (const label of element.labels ?? []) seen.push(label.innerText);
  seen.push(element.placeholder, element.getAttribute("title"));
  if (element.localName === "input") {
    if (/^(submit|button|reset|image)$/u.test(element.type)) seen.push(element.value, element.alt);
  } else if (!/^(select|textarea)$/u.test(element.localName)) {
    seen.push(element.innerText);
    for (const image of element.querySelectorAll("img[alt]")) seen.push(image.alt);
  }
  return [...seen, element.getAttribute("name"), element.id].map(plain).filter(Boolean);
}

const fields =
  "input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=searchbox]";
const buttons = "button, input[type=submit], input[type=button], input[type=image], [role=button], summary";
const links = "a[href], [role=link]";
const implied = {
  heading: "h1, h2, h3, h4, h5, h6",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  option: "option",
  list: "ul, ol",
  listitem: "li",
  img: "img",
  navigation: "nav",
  button: buttons,
  link: links,
  textbox: fields,
};

/** How well a name fits: 0 is exactly, then as its beginning, then within it. */
function fit(names, wanted) {
  let best = null;
  for (const name of names) {
    for (const each of wanted) {
      const rank = name === each ? 0 : name.startsWith(each) ? 1 : name.includes(each) ? 2 : null;
      if (rank !== null && (best === null || rank < best)) best = rank;
    }
  }
  return best;
}

function bestOf(candidates, wanted, names = namesOf) {
  const wishes = wanted.map(plain);
  let best = null;
  for (const element of candidates) {
    const rank = fit(names(element), wishes);
    if (rank !== null && (best === null || rank < best.rank) && isSeen(element)) best = { rank, element };
    if (best?.rank === 0) break;
  }
  return best?.element ?? null;
}

/** The smallest elements that show one of the texts. */
function byText(texts) {
  const wishes = texts.map(plain);
  const shows = (element) => {
    const text = plain(element.textContent);
    return wishes.some((wish) => text.includes(wish));
  };
  const deepest = (element) => {
    const inner = [...element.children].filter((child) => shows(child) && isSeen(child));
    return inner.length === 0 ? [element] : inner.flatMap(deepest);
  };
  const found = [...roots(within)].flatMap((root) => {
    const top = root.body ?? root;
    return [...(top.children ?? [])].filter((child) => !/^(script|style|noscript)$/u.test(child.localName) && shows(child) && isSeen(child)).flatMap(deepest);
  });
  return bestOf(found, texts, (element) => [plain(seenText(element))]) ?? null;
}

function find(wanted) {
  const [[kind, what]] = Object.entries(wanted);
  switch (kind) {
    case "field":
      return bestOf(all(fields), what);
    case "button":
      return bestOf(all(buttons), what);
    case "link":
      return bestOf(all(links), what);
    case "text":
      return byText(what);
    case "role":
      return bestOf(all(`[role=${CSS.escape(what.role)}]${implied[what.role] ? `, ${implied[what.role]}` : ""}`), what.name);
    case "css":
      return all(what).find(isSeen) ?? null;
    case "in_row":
      return inRow(() => find(what));
  }
  return null;
}

function inRow(finding) {
  if (!globalThis.row?.isConnected) return null;
  within = globalThis.row;
  try {
    return finding();
  } finally {
    within = document;
  }
}

function firstOf(group) {
  for (const wanted of group) {
    const found = find(wanted);
    if (found) return found;
  }
  return null;
}

const isOff = (element) =>
  element.disabled === true || element.closest("[aria-disabled=true], fieldset:disabled, [inert]") !== null || element.classList.contains("disabled");

/** Which of the groups can be seen; -1 when none. */
function see({ groups }) {
  return groups.findIndex((group) => firstOf(group) !== null);
}

function changed(element) {
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Sets a value past whatever a framework put in front of it. */
function setValue(element, value) {
  const kind = element.ownerDocument.defaultView;
  const prototype = { input: kind.HTMLInputElement, textarea: kind.HTMLTextAreaElement, select: kind.HTMLSelectElement }[element.localName]?.prototype;
  if (prototype) Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, value);
  else element.textContent = value;
  changed(element);
}

function fill({ group, text }) {
  const element = firstOf(group);
  if (!element || isOff(element) || element.readOnly) return false;
  element.scrollIntoView({ block: "center" });
  element.focus();
  setValue(element, text);
  return true;
}

function choose({ group, options }) {
  const element = firstOf(group);
  if (!element || isOff(element)) return false;
  if (element.localName === "select") {
    const wishes = options.map(plain);
    const found = [...element.options].find((each) => wishes.includes(plain(each.text)) || wishes.includes(plain(each.value)));
    if (!found) return false;
    setValue(element, found.value);
    return true;
  }
  if (element.type === "checkbox" || element.type === "radio") {
    if (!element.checked) element.click();
    return true;
  }
  element.click();
  const shown = bestOf(all("[role=option], [role=menuitem], [role=menuitemradio], li"), options);
  shown?.click();
  return shown !== null;
}

function press({ group }) {
  const element = firstOf(group);
  if (!element || isOff(element)) return false;
  element.scrollIntoView({ block: "center" });
  // A new window would be out of sight.
  element.closest("a[target], form[target]")?.removeAttribute("target");
  element.form?.removeAttribute("target");
  globalThis.pressedOn = document.URL;
  element.focus?.();
  element.click();
  return true;
}

/** Whether the page is another one than that of the last press, and whole. */
function moved() {
  return globalThis.pressedOn !== document.URL && document.readyState === "complete";
}

/** Marks the document that is about to be left. */
function leave({ url }) {
  globalThis.isLeft = true;
  const before = location.href;
  location.assign(url);
  // Another place of the same document keeps the document.
  const [here, there] = [before, new URL(url, before).href].map((each) => each.split("#")[0]);
  if (here === there && url.includes("#")) globalThis.isLeft = false;
  return null;
}

function arrived() {
  return { left: globalThis.isLeft === true, state: document.readyState, url: document.URL };
}

// Tables.

const tables = "table, [role=table], [role=grid], [role=treegrid]";

function rowsOf(table) {
  const isNative = table.localName === "table";
  const rows = isNative ? [...table.rows] : [...table.querySelectorAll("[role=row]")];
  return rows.filter((row) => row.closest(tables) === table && row.closest("tfoot") === null && isSeen(row));
}

function cellsOf(row) {
  const isNative = row.localName === "tr";
  return isNative ? [...row.cells] : [...row.querySelectorAll("[role=cell], [role=gridcell], [role=columnheader], [role=rowheader]")];
}

const isHeading = (cell) => cell.localName === "th" || /^(columnheader|rowheader)$/u.test(cell.getAttribute("role") ?? "");

/** Rows of cells with each merged cell in every place that it covers. */
function grid(table) {
  const places = [];
  rowsOf(table).forEach((row, y) => {
    places[y] ??= [];
    let x = 0;
    for (const cell of cellsOf(row)) {
      while (places[y][x]) x += 1;
      const [width, height] = [Math.min(cell.colSpan || 1, 100), Math.min(cell.rowSpan || 1, 1000)];
      for (let down = 0; down < height; down += 1) {
        places[y + down] ??= [];
        for (let along = 0; along < width; along += 1) places[y + down][x + along] = cell;
      }
      x += width;
    }
  });
  return places.slice(0, rowsOf(table).length);
}

const headingOf = (cell) => cell.getAttribute("aria-label") || seenText(cell) || cell.getAttribute("title") || "";

/** Where each wanted column is, by the row of headings that has the most of them. */
function place(lines, columns) {
  let best = { score: -1, line: -1, at: new Map(), headings: [] };
  lines.slice(0, 5).forEach((line, number) => {
    const headings = line.map((cell) => (cell ? headingOf(cell) : ""));
    const compared = headings.map(words);
    const at = new Map();
    for (const { name, headings: wanted } of columns) {
      const found = compared.findIndex((heading) => heading !== "" && wanted.some((each) => words(each) === heading));
      if (found >= 0) at.set(name, found);
    }
    if (at.size > best.score) best = { score: at.size, line: number, at, headings: headings.filter(Boolean) };
  });
  return best;
}

function valueIn(element, { part, attribute }) {
  const inner = part ? element.querySelector(part) : element;
  if (!inner) return "";
  if (!attribute) return seenText(inner) || inner.querySelector("img[alt]")?.alt || "";
  const holder = inner.hasAttribute(attribute) ? inner : inner.querySelector(`[${CSS.escape(attribute)}]`);
  if (!holder) return "";
  return attribute === "href" ? holder.href : holder.getAttribute(attribute);
}

/** The table that is meant, with the places of its columns. */
function chosenTable({ table, columns }) {
  const named = table.length > 0;
  const candidates = (named ? table.flatMap((selector) => all(selector)) : all(tables)).filter(isSeen);
  const headed = columns.filter((column) => column.headings.length > 0);
  const needed = headed.filter((column) => !column.optional);
  let best = null;
  for (const each of candidates) {
    const lines = grid(each);
    const placed = place(lines, headed);
    const whole = needed.every((column) => placed.at.has(column.name));
    const weight = placed.score * 1_000_000 + lines.length;
    if (!best || (whole && !best.whole) || (whole === best.whole && weight > best.weight)) best = { whole, weight, lines, placed, table: each };
  }
  return best;
}

function items(selector) {
  return all(selector).filter(isSeen);
}

/** What is read of each row, beside its element. */
function findRows(wanted) {
  const { rows, columns } = wanted;
  // Half a page has half the rows.
  if (document.readyState === "loading") return { found: "no_table" };
  if (rows) {
    const found = items(rows);
    if (found.length === 0) return { found: "no_table" };
    return { found: "rows", what: found.map((element) => ({ element, row: Object.fromEntries(columns.map((column) => [column.name, valueIn(element, column)])) })) };
  }
  const chosen = chosenTable(wanted);
  if (!chosen) return { found: "no_table" };
  const { lines, placed } = chosen;
  const missing = columns.find((column) => column.headings.length > 0 && !column.optional && !placed.at.has(column.name));
  if (missing) return { found: "no_column", what: { column: missing.headings.join(" / "), headings: placed.headings.slice(0, 40) } };
  const read = [];
  const elements = rowsOf(chosen.table);
  for (let number = placed.line + 1; number < lines.length; number += 1) {
    const line = lines[number];
    const cells = new Set(line.filter(Boolean));
    // Headings once more, or one cell over the whole width: a note, an opened detail.
    if ([...cells].every(isHeading) || (cells.size === 1 && line.length > 1)) continue;
    const row = {};
    for (const column of columns) {
      const source = column.headings.length > 0 ? line[placed.at.get(column.name)] : elements[number];
      row[column.name] = source ? valueIn(source, column) : "";
    }
    if (Object.values(row).some(Boolean)) read.push({ element: elements[number], row });
  }
  return { found: "rows", what: read };
}

function readRows(wanted) {
  const found = findRows(wanted);
  return found.found === "rows" ? { found: "rows", what: found.what.map(({ row }) => row) } : found;
}

/** Turns to one row, which is looked into from now on. Where a pointer would be on it; null when the row is gone. */
function pointAt({ wanted, row }) {
  const { found, what } = findRows(wanted);
  const isMeant = (each) => Object.entries(row).every(([name, value]) => each.row[name] === value);
  const element = found === "rows" ? what.find(isMeant)?.element : null;
  if (!element) return null;
  globalThis.row = element;
  element.scrollIntoView({ block: "center" });
  const box = element.getBoundingClientRect();
  let [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  for (let frame = element.ownerDocument.defaultView.frameElement; frame; frame = frame.ownerDocument.defaultView.frameElement) {
    const outer = frame.getBoundingClientRect();
    [x, y] = [x + outer.left + frame.clientLeft, y + outer.top + frame.clientTop];
  }
  return { x, y };
}

function scroll(wanted) {
  const rows = wanted.rows ? items(wanted.rows) : rowsOf(chosenTable(wanted)?.table ?? document.createElement("table"));
  rows.at(-1)?.scrollIntoView({ block: "end" });
  document.scrollingElement?.scrollTo(0, document.scrollingElement.scrollHeight);
  return null;
}

/** The texts at selectors, for pages about one member. */
function readParts({ parts }) {
  return Object.fromEntries(parts.map(([name, selector]) => [name, seenTextOf(all(selector).find(isSeen))]));
}

const seenTextOf = (element) => (!element ? "" : /^(input|select|textarea)$/u.test(element.localName) ? element.value : seenText(element));

// What stands in the way.

const codeNames = /one.?time|\botp\b|totp|\bmfa\b|\b2fa\b|two.?(step|factor)|verification.?code|auth(entication|enticator)?.?code|security.?code|passcode|認証コード|確認コード|認証番号|ワンタイム|二段階|2段階|二要素|2要素/iu;

function look() {
  const inputs = all("input").filter(isSeen);
  const isCode = (input) =>
    input.type !== "password" && input.type !== "checkbox" && (input.autocomplete === "one-time-code" || namesOf(input).some((name) => codeNames.test(name)));
  const puzzle = all("iframe[src], [class*=captcha i], [id*=captcha i], img[src*=captcha i], input[name*=captcha i]")
    // The mark of a check that asks nothing.
    .filter((element) => element.closest(".grecaptcha-badge") === null && isSeen(element));
  const isPuzzle = (element) =>
    element.localName !== "iframe" ||
    (/recaptcha\/|hcaptcha\.|challenges\.cloudflare|arkoselabs|captcha/iu.test(element.src) && !/size=invisible/u.test(element.src));
  const alerts = all("[role=alert], [role=alertdialog], [aria-live=assertive], [class*=error i], [class*=alert i], [class*=danger i], [id*=error i]");
  const [entry] = performance.getEntriesByType("navigation");
  return {
    url: document.URL,
    status: entry?.responseStatus ?? 0,
    title: document.title.slice(0, 200),
    text: (document.body?.innerText ?? "").normalize("NFKC").replace(/\s+/gu, " ").slice(0, 6000),
    alerts: alerts.filter(isSeen).map(seenText).join(" ").slice(0, 1500),
    password_field: inputs.some((input) => input.type === "password"),
    code_field: inputs.some(isCode),
    captcha: puzzle.some(isPuzzle),
  };
}

/** Hides what was filled in, and texts that no picture may show; `unmask` undoes it. */
function mask({ secrets }) {
  const style = document.createElement("style");
  style.textContent = "input, textarea, select, [contenteditable=true] { color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important; background: #c8ccd2 !important; caret-color: transparent !important; }";
  const hidden = [];
  for (const root of roots()) {
    (root.head ?? root).append(style.cloneNode(true));
    const walker = (root.ownerDocument ?? root).createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (secrets.some((secret) => node.data.includes(secret))) hidden.push([node, node.data]);
    }
  }
  for (const [node] of hidden) node.data = "•••";
  globalThis.unmask = () => {
    for (const root of roots()) for (const each of root.querySelectorAll("style")) if (each.textContent === style.textContent) each.remove();
    for (const [node, data] of hidden) node.data = data;
  };
  return null;
}

function unmask() {
  globalThis.unmask?.();
  delete globalThis.unmask;
  return null;
}

const hands = { see, fill, press, choose, moved, pointAt, leave, arrived, readRows, readParts, scroll, look, mask, unmask };
