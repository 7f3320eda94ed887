/** Rows of a CSV text as objects by column name. Knows quotes and nothing of the portal: the answers are checked against it. */
export function parseCsv(text) {
  const [header, ...lines] = [...records(text)];
  return lines.filter((cells) => cells.length === header.length).map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
}

function* records(text) {
  let cells = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[(i += 1)];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") {
      cells.push(cell);
      cell = "";
    } else if (char === "\n") {
      yield [...cells, cell.replace(/\r$/, "")];
      cells = [];
      cell = "";
    } else cell += char;
  }
  if (cell || cells.length) yield [...cells, cell];
}

/** Groups rows by a key, in order of appearance. */
export function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return groups;
}
