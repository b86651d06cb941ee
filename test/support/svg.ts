/** The colours of a dark terminal, by SGR code. */
const COLORS: Record<string, string> = { '31': '#ff7b72', '33': '#d29922', '2': '#8b949e', '1': '#ffffff' };

const [WIDTH, LINE, SIZE, MARGIN] = [8.4, 19, 14, 20];

/** What a terminal shows of some output, as an SVG picture. */
export function terminalSvg(output: string): string {
  const lines = output.trimEnd().split('\n');
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const [width, height] = [Math.ceil(columns * WIDTH) + 2 * MARGIN, lines.length * LINE + 2 * MARGIN];
  const rows = lines.map((line, row) => {
    const y = MARGIN + SIZE + row * LINE;
    return `  <text x="${MARGIN}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    `  font-family="ui-monospace, Menlo, Consolas, monospace" font-size="${SIZE}" fill="#c9d1d9">`,
    '  <title>What bylaw says to a commit message</title>',
    `  <rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

function spans(line: string): string {
  return line
    .split(/(?=\u001b\[\d+m)/)
    .map((part) => {
      const [, code = '0', text = ''] = /^(?:\u001b\[(\d+)m)?([\s\S]*)$/.exec(part) ?? [];
      const color = COLORS[code];
      return color && text ? `<tspan fill="${color}">${escapeXml(text)}</tspan>` : escapeXml(text);
    })
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
